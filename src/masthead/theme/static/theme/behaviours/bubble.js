// The bubble appears once the reader has passed the article's body, never over a field in use. With it comes its prompt,
// which closes for good.

const CLOSED = "masthead-prompt-closed";

const remembered = () => {
  try {
    return localStorage.getItem(CLOSED) === "1";
  } catch {
    return false;
  }
};

for (const bubble of document.querySelectorAll("[data-bubble]")) {
  const prompt = bubble.querySelector("[data-bubble-prompt]");
  const discussion = document.querySelector("#discussion");
  if (!prompt || !discussion) continue;

  const writes = () => document.activeElement?.matches("textarea, input, select");
  const watch = new IntersectionObserver(([seen]) => {
    const passed = seen.isIntersecting || seen.boundingClientRect.top < 0;
    if (!passed) return;
    bubble.classList.add("bubble--here");
    if (writes()) return;
    prompt.hidden = remembered();
    watch.disconnect();
  });
  watch.observe(discussion);
  document.addEventListener("focusin", () => writes() && bubble.classList.add("bubble--aside"));
  // Pressing a button takes the focus from the field: the bubble may not come back between the press and its release.
  const settle = () => setTimeout(() => bubble.classList.toggle("bubble--aside", Boolean(writes())), 150);
  let pressed = false;
  document.addEventListener("pointerdown", () => {
    pressed = true;
  });
  for (const release of ["pointerup", "pointercancel"]) {
    document.addEventListener(release, () => {
      pressed = false;
      settle();
    });
  }
  document.addEventListener("focusout", () => pressed || settle());

  document.addEventListener("htmx:afterSettle", () => {
    const count = document.querySelector("#discussion-count")?.textContent.trim();
    if (!count) return;
    bubble.querySelector("a").textContent = count.split(" ")[0];
    bubble.querySelector("a").setAttribute("aria-label", `${count}: go to the discussion`);
  });

  prompt.querySelector("[data-bubble-close]").addEventListener("click", () => {
    prompt.hidden = true;
    watch.disconnect();
    bubble.querySelector("a").focus({ preventScroll: true });
    try {
      localStorage.setItem(CLOSED, "1");
    } catch {
      // Without storage it is closed for this page.
    }
  });
}
