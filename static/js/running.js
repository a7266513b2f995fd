// Draws a race while its replies are pending: the figures count, the bars grow at the clock's own speed.
// Every frame draws everything anew from what is known, so that a swap of the page in between does no harm.
import { duration } from "./duration.js";

const A_SECOND = 1000;
const FULL = 0.93; // of the axis: then the next longer one is taken
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");

export class Running {
  // lane -> {from, ms, reply}: when it was sent, how long the reply took (null: pending), what it said
  lanes = new Map();
  axis = 0; // ms that the next drawing should show

  // `expected`: how many ms the longest wait may well take; it only chooses the first axis.
  constructor(expected) {
    this.expected = expected;
    this.frame = requestAnimationFrame(() => this.#draw());
  }

  send(lane) {
    this.lanes.set(lane, { from: performance.now(), ms: null, reply: "" });
  }

  arrive(lane, reply) {
    const wait = this.lanes.get(lane);
    wait.ms = performance.now() - wait.from;
    wait.reply = reply;
    return wait.ms;
  }

  get pending() {
    return [...this.lanes].filter(([, wait]) => wait.ms === null).map(([lane]) => lane);
  }

  stop() {
    cancelAnimationFrame(this.frame);
  }

  #draw() {
    const now = performance.now();
    const longest = Math.max(this.expected, ...[...this.lanes.values()].map((wait) => wait.ms ?? now - wait.from));
    const axis = chooseAxis(longest);
    this.axis = longest > axis * FULL ? axis * 2 : axis;
    for (const [lane, wait] of this.lanes) {
      const ms = wait.ms ?? now - wait.from;
      drawFigure(lane, wait, ms);
      drawBar(lane, ms, wait.ms !== null);
      if (wait.ms !== null) drawFlag(lane, wait);
    }
    growOpenBars(now);
    this.frame = requestAnimationFrame(() => this.#draw());
  }
}

// Shows the shortest of the prepared axes that still has room, and says how many ms it is long.
function chooseAxis(longest) {
  const stage = document.querySelector("#result .stage");
  const prepared = [...new Set([...stage.querySelectorAll("g[data-ms]")].map((axis) => Number(axis.dataset.ms)))];
  const chosen = prepared.find((ms) => longest <= ms * FULL) ?? prepared.at(-1) ?? Number(stage.dataset.axis);
  for (const axis of stage.querySelectorAll("g[data-ms]")) {
    axis.toggleAttribute("hidden", Number(axis.dataset.ms) !== chosen);
  }
  stage.dataset.axis = chosen;
  return chosen;
}

function drawFigure(lane, wait, ms) {
  const figure = document.querySelector(`[data-figure="${lane}"]`);
  if (!figure) return; // the server's own figure has taken its place
  const still = calm.matches && wait.ms === null;
  const { number, unit } = duration(still ? Math.floor(ms / A_SECOND) * A_SECOND : ms);
  figure.firstChild.data = number;
  figure.lastChild.textContent = ` ${unit}`;
  document.querySelector(`[data-word="${lane}"]`).textContent = wait.ms === null ? "You are waiting" : "You waited";
  document.querySelector(`[data-reply="${lane}"]`).textContent = wait.reply;
}

function drawBar(lane, ms, arrived) {
  const bar = document.querySelector(`[data-grow="${lane}"]`);
  if (bar && (arrived || !calm.matches)) bar.setAttribute("width", percent(ms));
}

function drawFlag(lane, wait) {
  const flag = document.querySelector(`[data-flag="${lane}"]`);
  if (!flag?.hasAttribute("hidden")) return;
  const [line, box] = flag.children;
  const x = percent(wait.ms);
  const left = parseFloat(x) > 50;
  const { number, unit } = duration(wait.ms);
  line.setAttribute("x1", x);
  line.setAttribute("x2", x);
  box.setAttribute("x", left ? "0" : x);
  box.setAttribute("width", left ? x : `${100 - parseFloat(x)}%`);
  box.firstElementChild.classList.toggle("end", left);
  box.firstElementChild.textContent = `${wait.reply}, ${number} ${unit}`;
  flag.removeAttribute("hidden");
}

// What the server said was under way goes on growing until it says more.
function growOpenBars(now) {
  if (calm.matches) return;
  for (const bar of document.querySelectorAll('[data-grow="open"]')) {
    bar.since ??= now;
    const grown = parseFloat(bar.dataset.width) + parseFloat(percent(now - bar.since));
    bar.setAttribute("width", `${Math.min(grown, 100 - parseFloat(bar.getAttribute("x")))}%`);
  }
}

function percent(ms) {
  const axis = Number(document.querySelector("#result .stage").dataset.axis);
  return `${Math.min((ms / axis) * 100, 100).toFixed(3)}%`;
}
