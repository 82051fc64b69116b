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

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-draft]") || event.submitter?.name === "preview") return;
  attempt(() => localStorage.removeItem(key(event.target)));
});

document.addEventListener("htmx:afterSettle", (event) => fill(event.detail.elt.parentNode || document));
fill(document);
