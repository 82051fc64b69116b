// Words selected in the article or in a comment can be taken into the form as a quotation.

const SOURCES = ".prose, .comment-body";
const PLACE_ABOVE = 52;

const form = document.querySelector("#comment-form");
if (form) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quote-this";
  button.textContent = "Quote this";
  button.hidden = true;
  document.body.append(button);

  const chosen = () => {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
    const range = selection.getRangeAt(0);
    const element = range.commonAncestorContainer;
    const source = (element.nodeType === Node.TEXT_NODE ? element.parentElement : element)?.closest(SOURCES);
    return source && { range, source };
  };

  // The key numerals of claims stand between the words and are not part of them.
  const words = (range) => {
    const copy = range.cloneContents();
    for (const key of copy.querySelectorAll(".claim-key")) key.remove();
    return copy.textContent.trim();
  };

  const offer = () => {
    const found = chosen();
    button.hidden = !found || !words(found.range);
    if (button.hidden) return;
    const box = found.range.getBoundingClientRect();
    button.style.setProperty("top", `${window.scrollY + Math.max(box.top - PLACE_ABOVE, 8)}px`);
    button.style.setProperty("left", `${Math.max(box.left, 8)}px`);
  };

  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    const found = chosen();
    const field = document.querySelector("#comment-form textarea");
    if (!found || !field) return;
    const quoted = words(found.range).replace(/\s*\n\s*/g, "\n> ");
    field.value = `${field.value}${field.value ? "\n\n" : ""}> ${quoted}\n\n`;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    button.hidden = true;
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  });
  document.addEventListener("selectionchange", offer);
}
