// The race: sends the photo to both lanes, round for round, measures the waits, then lets htmx fill in the result.
import { duration } from "./duration.js";
import { noteWait, sendTo } from "./lane.js";
import { Running } from "./running.js";
import { report, withdraw } from "./setup.js";

const WORK_MAY_TAKE = 600; // ms, besides the mail delay; it only chooses the first axis
const WORK_IS_OVER_WITHIN = 30_000; // ms: a next round waits no longer for the work of the one before it
const NOT_OVER = "The background work of this run is not done, so the next run cannot begin: see why below.";
const TITLES = { blocking: "Blocking", background: "Background" };
const form = document.getElementById("setup");
const start = document.getElementById("start");
const said = document.getElementById("said");
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
const result = () => document.getElementById("result");
const startWords = start.textContent;

let running = null; // from the start of a round until the server's drawing of it is complete
let asked = new URLSearchParams(); // what the result is asked for: the race's series, and a round of it
let over = () => {}; // called when that drawing is complete
let racing = false;
let stopping = false;

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (racing) stopping = true;
  else race();
  if (stopping) start.disabled = true;
});

async function race() {
  const before = result().cloneNode(true);
  form.elements.series.value = newId();
  [racing, stopping] = [true, false];
  withdraw();
  const rounds = plan();
  const trouble = await runRounds(rounds);
  [racing, start.disabled, start.textContent] = [false, false, startWords];
  if (trouble) report(trouble);
  if (asked.has("any")) return showRace(rounds.length > 1);
  stop();
  result().replaceWith(before);
  window.htmx.process(result());
}

// The numbers of the rounds; 0 is the warm-up, which does not count.
function plan() {
  const rounds = Array.from({ length: Number(form.elements.runs.value) }, (_, index) => index + 1);
  return form.elements.warm_up.checked ? [0, ...rounds] : rounds;
}

// Each round begins when the workers are done with the one before; returns what went wrong, if anything did.
async function runRounds(rounds) {
  asked = new URLSearchParams({ series: form.elements.series.value });
  for (const round of rounds) {
    if (round !== rounds[0] && !(await isOver())) return { lost: NOT_OVER };
    if (stopping) return undefined;
    name(round, rounds);
    asked.set("round", round);
    const trouble = await runRound(round);
    if (trouble) return trouble;
    if (rounds.length > 1) showResult();
  }
  if (rounds.length > 1 && !(await isOver())) return { lost: NOT_OVER };
  return undefined;
}

function name(round, rounds) {
  const words = round ? `Run ${round} of ${rounds.at(-1)}` : "Warm-up, not counted";
  start.disabled = rounds.length === 1;
  start.textContent = rounds.length === 1 ? startWords : `${words}: stop after it`;
  said.replaceChildren(rounds.length === 1 ? "" : `${words}. `);
}

// Both lanes; the second one is not tried where the first was not run.
async function runRound(round) {
  showRunning();
  const together = form.elements.order.value === "together";
  if (!together) return (await run("blocking", round)) ?? run("background", round);
  return (await Promise.all([run("blocking", round), run("background", round)])).find((trouble) => trouble);
}

async function run(lane, round) {
  running.send(lane);
  let wait = 0;
  const arrived = (reply) => { wait = running.arrive(lane, reply); };
  const outcome = await sendTo(form.dataset[lane], form, { round }, arrived);
  if (!outcome.run) return outcome;
  await noteWait(form, outcome.run, wait);
  asked.set("any", "1");
  keepAddress();
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

function isOver() {
  if (!running) return true;
  return new Promise((resolve) => {
    const limit = setTimeout(() => resolve(false), WORK_IS_OVER_WITHIN);
    over = () => { clearTimeout(limit); resolve(true); };
  });
}

function showResult() {
  window.htmx.ajax("GET", form.dataset.result, { target: "#result", swap: "outerHTML" });
}

// From the first run on a reload shows what of the race has run, and its settings.
function keepAddress() {
  const settings = new URLSearchParams(new FormData(form));
  for (const name of ["csrfmiddlewaretoken", "photo", "same_as"]) settings.delete(name);
  history.replaceState(null, "", `?${settings}`);
}

// The race as a whole: its medians. `anew`: what is shown so far is one round.
function showRace(anew) {
  asked.delete("round");
  running ??= anew ? new Running(0) : null;
  showResult();
}

function stop() {
  running?.stop();
  running = null;
}

// Whoever asks for the result asks for what the page knows by now: also the result itself, whose own address may
// be of the round before. While a reply is pending the server draws the rest around it, on the axis of now.
document.body.addEventListener("htmx:configRequest", ({ detail }) => {
  if (!running || !detail.path.startsWith(form.dataset.result)) return;
  for (const name of ["series", "round"]) if (asked.has(name)) detail.parameters[name] = asked.get(name);
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
  if (!running || !("over" in result().dataset)) return;
  stop();
  over();
  if (!racing && [document.body, start].includes(document.activeElement)) {
    document.getElementById("result-title").focus({ preventScroll: true });
  }
});

// crypto.randomUUID is not there where a class opens the page over plain HTTP.
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

// A page that was opened in the middle of a race goes on growing the bars of what is under way.
if (result().hasAttribute("hx-get")) running = new Running(0);
