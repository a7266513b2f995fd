// While a form of the lab waits for its reply, its figure counts up; when the reply is there, it says how long it was.
// A form with data-wait="id" counts in the element of that id, whichever of its buttons sent it. Nothing depends on
// it: the server measures, too.
import { duration } from "./duration.js";

const A_SECOND = 1000;
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
const waits = new Map(); // what sent the request -> {figure, from, frame}

document.addEventListener("htmx:beforeRequest", ({ detail: { requestConfig: { elt } } }) => {
  const { wait } = (elt.form ?? elt).dataset;
  if (!wait) return;
  const from = performance.now();
  const count = () => {
    const ms = performance.now() - from;
    show(wait, "You are waiting", calm.matches ? Math.floor(ms / A_SECOND) * A_SECOND : ms);
    waits.set(elt, { figure: wait, from, frame: requestAnimationFrame(count) });
  };
  count();
});

// The button itself may be gone by now, replaced with the result that it stood in.
document.addEventListener("htmx:afterRequest", ({ detail: { requestConfig: { elt } } }) => {
  const wait = waits.get(elt);
  if (!wait) return;
  cancelAnimationFrame(wait.frame);
  waits.delete(elt);
  show(wait.figure, "You waited", performance.now() - wait.from);
});

function show(id, words, ms) {
  const figure = document.getElementById(id);
  if (!figure) return;
  const { number, unit } = duration(ms);
  figure.replaceChildren(words, Object.assign(document.createElement("b"), { textContent: ` ${number} ${unit}` }));
}
