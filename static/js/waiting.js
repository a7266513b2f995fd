// While a form of the lab waits for its reply, its figure counts up; when the reply is there, it says how long it was.
// A form with data-wait="id" counts in the element of that id, whichever of its buttons sent it; a button may have
// one of its own, or none (""). With data-unmeasured the figure is empty again after the reply.
// Nothing depends on it: the server measures, too.
import { duration } from "./duration.js";

const A_SECOND = 1000;
const REFUSED_FORM = 422; // swapped in like any other reply: it says by itself what is wrong
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
const waits = new Map(); // what sent the request -> {figure, from, frame}

document.addEventListener("htmx:beforeRequest", ({ detail: { requestConfig: { elt } } }) => {
  const { wait } = ("wait" in elt.dataset ? elt : (elt.form ?? elt)).dataset;
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
// An error, or no reply at all, changes nothing else on the page, and so is said here.
document.addEventListener("htmx:afterRequest", ({ detail: { requestConfig: { elt }, successful, xhr } }) => {
  const wait = waits.get(elt);
  if (!wait) return;
  cancelAnimationFrame(wait.frame);
  waits.delete(elt);
  if (!successful && xhr.status !== REFUSED_FORM) tell(wait.figure, trouble(xhr));
  else if ("unmeasured" in elt.dataset) document.getElementById(wait.figure)?.replaceChildren();
  else show(wait.figure, "With the page that shows it, in this browser:", performance.now() - wait.from);
});

// The result asks for itself again and again, and so may have been replaced since the button was pressed: the reply
// belongs where the result is now. (What an older result had asked for itself goes nowhere, as it should.)
document.addEventListener("htmx:beforeOnLoad", ({ detail }) => {
  const { target, requestConfig: { elt } } = detail;
  if (target.isConnected || target === elt) return;
  detail.target = document.getElementById(target.id) ?? target;
});

function tell(id, words) {
  const figure = document.getElementById(id);
  figure.setAttribute("role", "alert"); // the counting figure is none
  figure.textContent = words;
}

function trouble(xhr) {
  if (xhr.status === 0) return "The server did not reply. Is it still running?";
  const plain = xhr.getResponseHeader("Content-Type")?.startsWith("text/plain");
  return plain ? xhr.responseText : `The server replied with an error (${xhr.status}).`;
}

function show(id, words, ms) {
  const figure = document.getElementById(id);
  if (!figure) return;
  figure.removeAttribute("role");
  const { number, unit } = duration(ms);
  figure.replaceChildren(words, Object.assign(document.createElement("b"), { textContent: ` ${number} ${unit}` }));
}
