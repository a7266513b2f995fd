// A slider says its value in the <output for="its id"> beside it: milliseconds as the server writes them,
// or with data-unit="s" (or "" for none) the plain number.
import { duration } from "./duration.js";

document.addEventListener("input", ({ target }) => {
  if (target.type !== "range") return;
  const output = document.querySelector(`output[for="${CSS.escape(target.id)}"]`);
  if (output) output.textContent = said(target.value, output.dataset.unit);
});

function said(value, unit) {
  if (unit !== undefined) return `${value} ${unit}`.trim();
  const { number, unit: its } = duration(Number(value));
  return `${number} ${its}`;
}
