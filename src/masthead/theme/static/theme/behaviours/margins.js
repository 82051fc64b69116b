// In the margin at the desk, a line makes way for an open chain above it. The text never moves: each line is shifted
// from its own place by exactly what it would be covered by, and goes back when the chain is closed.

const GAP = 12;
const OVERLAP = 8; // closed lines stand this close to each other

for (const body of document.querySelectorAll("[data-margins]")) {
  const lines = [...body.querySelectorAll(".source, .asks")];
  if (lines.length === 0) continue;

  const place = () => {
    body.parentElement.style.removeProperty("--overhang");
    const atDesk = getComputedStyle(lines[0]).position === "relative";
    let free = Number.NEGATIVE_INFINITY;
    for (const line of lines) {
      line.style.removeProperty("--shift");
      if (!atDesk) continue;
      const { top, bottom } = line.getBoundingClientRect();
      const chain = line.open && line.querySelector(".chain");
      const shift = Math.max(0, free - top);
      if (shift > 0) line.style.setProperty("--shift", `${shift}px`);
      const end = chain ? chain.getBoundingClientRect().bottom : bottom + shift;
      free = chain ? end + GAP : end - OVERLAP;
    }
    const overhang = atDesk ? Math.max(0, free - body.parentElement.getBoundingClientRect().bottom) : 0;
    body.parentElement.style.setProperty("--overhang", `${overhang}px`);
  };

  body.addEventListener("toggle", place, true);
  new ResizeObserver(place).observe(body);
}
