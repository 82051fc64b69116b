// Answers of the server to forms are put into the page whatever their status: a refusal says why, beside the field.

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  const isPart = (xhr.getResponseHeader("Content-Type") || "").startsWith("text/html");
  if (xhr.status >= 400 && xhr.status < 500 && isPart && !xhr.responseText.startsWith("<!doctype")) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

// A failed request leaves a sentence where those who listen and those who look will find it.
for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(failure, () => {
    const status = document.querySelector("#discussion-status");
    if (status) status.textContent = "The server did not answer. What you wrote is still here; please try again.";
  });
}

// An invitation to be the first goes when somebody was; the focus follows a link whose place is gone.
document.addEventListener("htmx:afterSettle", (event) => {
  if (document.querySelector("#comments article")) document.querySelector("[data-empty]")?.remove();
  const next = event.detail.requestConfig?.elt?.dataset.thenFocus;
  if (next) document.querySelector(next)?.focus({ preventScroll: true });
});
