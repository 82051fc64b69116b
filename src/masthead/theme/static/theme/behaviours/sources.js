// The key numeral of a claim opens its chain, and leads to it only where it is out of sight.

document.addEventListener("click", (event) => {
  const key = event.target.closest("a.claim-key");
  const source = key && document.querySelector(key.hash);
  if (!source || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  source.open = !source.open || source.contains(document.activeElement);
  const summary = source.querySelector("summary");
  const place = summary.getBoundingClientRect();
  summary.focus({ preventScroll: place.top >= 0 && place.bottom <= window.innerHeight });
});
