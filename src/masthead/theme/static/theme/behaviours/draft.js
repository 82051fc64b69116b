// What is being written is kept in this browser until it is posted, so that a reload or a closed tab loses nothing.

const key = (form) => `masthead-draft ${form.getAttribute("action")} ${form.elements.parent?.value || ""}`;
const field = (form) => form.elements.body;

const attempt = (act) => {
  try {
    return act();
  } catch {
    return null; // without storage there are no drafts
  }
};

const fill = (root) => {
  for (const form of root.querySelectorAll("form[data-draft]")) {
    const kept = attempt(() => localStorage.getItem(key(form)));
    if (kept && !field(form).value) field(form).value = kept;
  }
};

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form?.matches("[data-draft]") || event.target !== field(form)) return;
  const words = event.target.value;
  attempt(() => (words ? localStorage.setItem(key(form), words) : localStorage.removeItem(key(form))));
});

// A refusal, a limit or a lost connection leaves the words here: only an answer that has taken them lets them go.
document.addEventListener("htmx:beforeOnLoad", (event) => {
  const { xhr, requestConfig } = event.detail;
  const form = requestConfig.elt;
  if (!form.matches("form[data-draft]") || requestConfig.verb !== "post" || requestConfig.formData.has("preview"))
    return;
  if (xhr.status >= 200 && xhr.status < 300) attempt(() => localStorage.removeItem(key(form)));
});

// Without a reload spared, it is the page after posting that says which words were taken, from which form.
const flat = (words) => words.replace(/\s+/g, " ").trim();
for (const taken of document.querySelectorAll("[data-taken-from]")) {
  const from = `masthead-draft ${taken.dataset.takenFrom}`;
  const kept = attempt(() => localStorage.getItem(from));
  if (kept && flat(kept) === flat(taken.dataset.taken)) attempt(() => localStorage.removeItem(from));
}

document.addEventListener("htmx:afterSettle", (event) => fill(event.detail.elt.parentNode || document));
fill(document);
