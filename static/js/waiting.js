// While a form of the lab waits for its reply, its figure counts up; when the reply is there, it says how long it was.
// A form with data-wait="id" counts in the element of that id. Nothing depends on it: the server measures, too.
import { duration } from "./duration.js";

const A_SECOND = 1000;
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
const waits = new Map(); // form -> {from, frame}

document.addEventListener("htmx:beforeRequest", ({ detail: { elt } }) => {
  if (!elt.dataset.wait) return;
  const from = performance.now();
  const count = () => {
    const ms = performance.now() - from;
    show(elt, "You are waiting", calm.matches ? Math.floor(ms / A_SECOND) * A_SECOND : ms);
    waits.set(elt, { from, frame: requestAnimationFrame(count) });
  };
  count();
});

document.addEventListener("htmx:afterRequest", ({ detail: { elt } }) => {
  const wait = waits.get(elt);
  if (!wait) return;
  cancelAnimationFrame(wait.frame);
  waits.delete(elt);
  show(elt, "You waited", performance.now() - wait.from);
});

function show(form, words, ms) {
  const figure = document.getElementById(form.dataset.wait);
  if (!figure) return;
  const { number, unit } = duration(ms);
  figure.replaceChildren(words, Object.assign(document.createElement("b"), { textContent: ` ${number} ${unit}` }));
}
