// A slider says its value in the <output for="its id"> beside it: milliseconds, as the server writes them.
import { duration } from "./duration.js";

document.addEventListener("input", ({ target }) => {
  if (target.type !== "range") return;
  const { number, unit } = duration(Number(target.value));
  const output = document.querySelector(`output[for="${CSS.escape(target.id)}"]`);
  if (output) output.textContent = `${number} ${unit}`;
});
