// The race: sends the photo to both lanes, measures the waits, then lets htmx fill in the result.
import { duration } from "./duration.js";
import { sendTo } from "./lane.js";
import { Running } from "./running.js";
import { report, withdraw } from "./setup.js";

const WORK_MAY_TAKE = 600; // ms, besides the mail delay; it only chooses the first axis
const TITLES = { blocking: "Blocking", background: "Background" };
const form = document.getElementById("setup");
const start = document.getElementById("start");
const said = document.getElementById("said");
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
const result = () => document.getElementById("result");

let running = null; // from the start until the server's drawing is complete
let runs = new URLSearchParams(); // of this race: <lane>=<run> and <lane>_wait=<ms>, as the address has them

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!start.disabled) race();
});

async function race() {
  const before = result().cloneNode(true);
  start.disabled = true;
  runs = new URLSearchParams();
  said.replaceChildren();
  withdraw();
  showRunning();
  const trouble = await runLanes(new FormData(form).get("order") === "together");
  start.disabled = false;
  if (trouble) report(trouble);
  if (runs.size) return showResult();
  stop();
  result().replaceWith(before);
  window.htmx.process(result());
}

// Both lanes; returns what went wrong, if anything did. The second lane is not tried where the first was not run.
async function runLanes(together) {
  if (together) return (await Promise.all([run("blocking"), run("background")])).find((trouble) => trouble);
  return (await run("blocking")) ?? run("background");
}

async function run(lane) {
  running.send(lane);
  let wait = 0;
  const outcome = await sendTo(form.dataset[lane], form, (reply) => { wait = running.arrive(lane, reply); });
  if (!outcome.run) return outcome;
  runs.set(lane, outcome.run);
  runs.set(`${lane}_wait`, wait.toFixed(1));
  said.append(`${TITLES[lane]}: you waited ${duration(wait).spoken}. `);
  if (running.pending.length) showResult(); // the other lane is still on: show what this one's workers do
  return undefined;
}

function showRunning() {
  stop();
  running = new Running(Number(form.elements.mail_delay_ms.value) + WORK_MAY_TAKE);
  const empty = result().cloneNode(false);
  for (const name of ["hx-get", "hx-trigger", "hx-swap", "data-over"]) empty.removeAttribute(name);
  empty.append(document.getElementById("running").content.cloneNode(true));
  result().replaceWith(empty);
  empty.scrollIntoView({ behavior: calm.matches ? "auto" : "smooth", block: "nearest" });
}

function showResult() {
  const settings = new URLSearchParams(new FormData(form));
  for (const name of ["csrfmiddlewaretoken", "photo", "blocking", "background"]) settings.delete(name);
  history.replaceState(null, "", `?${runs}&${settings}`);
  window.htmx.ajax("GET", form.dataset.result, { target: "#result", swap: "outerHTML" });
}

function stop() {
  running?.stop();
  running = null;
}

// Whoever asks for the result asks for all runs that the page knows by now: also the result itself, whose own
// address was drawn before the last reply. While a reply is pending the server draws the rest around it, on the
// axis that the page has now.
document.body.addEventListener("htmx:configRequest", ({ detail }) => {
  if (!running || !detail.path.startsWith(form.dataset.result)) return;
  for (const [name, value] of runs) detail.parameters[name] = value;
  const [pending] = running.pending;
  if (!pending) return;
  detail.parameters.pending = pending;
  detail.parameters.axis = running.axis;
});

let tableOpen = false;
document.body.addEventListener("htmx:beforeSwap", () => {
  tableOpen = result()?.querySelector("details")?.open ?? false;
});
document.body.addEventListener("htmx:afterSwap", () => {
  const details = result().querySelector("details");
  if (details) details.open = tableOpen;
  if (running && "over" in result().dataset) {
    stop();
    if ([document.body, start].includes(document.activeElement)) {
      document.getElementById("result-title").focus({ preventScroll: true });
    }
  }
});

// A page that was opened in the middle of a race goes on growing the bars of what is under way.
if (result().hasAttribute("hx-get")) running = new Running(0);
