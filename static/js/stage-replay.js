// Replays a recorded load test at the speed at which it happened, in the picture that is there already.
// Everything is read once; no network is needed after that. At its end the picture is as the server drew it.
import { duration } from "./duration.js";

const A_SECOND = 1000;
const STEP_WHEN_CALM = 1000; // ms: with reduced motion it moves once a second
const HREF = { served: "#seat", failed: "#seat-lost", "gave up": "#seat-lost" };
const LOOK = { served: "got", waiting: "wt", coming: "off" };
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");

const live = document.querySelector("[data-replay]");
const button = document.getElementById("replay");
if (live && button) {
  button.hidden = false;
  button.addEventListener("click", () => replay().catch(() => (button.textContent = "The record cannot be read")));
}

async function replay() {
  button.disabled = true;
  const asDrawn = live.innerHTML;
  const { recording } = await (await fetch(live.dataset.replay)).json();
  const ends = Math.max(...recording.lanes.map((lane) => lane.now));
  await play(recording.lanes, ends);
  live.innerHTML = asDrawn;
  button.disabled = false;
  button.textContent = "Replay it again";
}

function play(lanes, ends) {
  const began = performance.now();
  return new Promise((done) => {
    const frame = () => {
      const now = performance.now() - began;
      if (now >= ends) {
        show(lanes, ends);
        return requestAnimationFrame(done);
      }
      show(lanes, calm.matches ? Math.floor(now / STEP_WHEN_CALM) * STEP_WHEN_CALM : now);
      requestAnimationFrame(frame);
    };
    frame();
  });
}

function show(lanes, now) {
  const { number, unit } = duration(now);
  live.querySelector("[data-clock]").textContent = `Recorded, replayed: ${number} ${unit}`;
  for (const lane of lanes) showLane(lane, Math.min(now, lane.now));
  showCurtain(now);
  showParts(lanes, now);
}

function showLane(lane, now) {
  const row = live.querySelector(`[data-lane="${lane.lane}"]`);
  const seats = lane.seats.map((seat) => ({ wait: (isOver(seat, now) ? seat.ended : now) - seat.clicked, is: outcomeAt(seat, now) }));
  row.querySelectorAll(".seats use").forEach((use, place) => {
    const { is } = seats[place];
    use.setAttribute("href", HREF[is] ?? "#seat-out");
    use.setAttribute("class", LOOK[is] ?? "lost");
  });
  const count = (is) => seats.filter((seat) => seat.is === is).length;
  const waiting = count("waiting");
  const said = [`${count("served")} served`, waiting ? `${waiting} still waiting` : "nobody waiting"];
  for (const [is, words] of Object.entries({ coming: "to come", "gave up": "gave up", failed: "failed" })) {
    if (count(is)) said.push(`${count(is)} ${words}`);
  }
  row.querySelector("[data-counts]").textContent = said.join(", ");
  const known = seats.filter((seat) => seat.is === "served").map((seat) => seat.wait);
  const atLeast = seats.filter((seat) => seat.is === "waiting" || seat.is === "gave up").map((seat) => seat.wait);
  for (const [name, share] of Object.entries({ p50: 0.5, p95: 0.95, p99: 0.99, max: 1 })) {
    write(row.querySelector(`[data-figure="${name}"]`), percentile(known, atLeast, share));
  }
  row.querySelector('[data-figure="rate"]').textContent = perSecond(lane.seats, seats, now);
}

function isOver(seat, now) {
  return seat.ended !== null && seat.ended <= now;
}

function outcomeAt(seat, now) {
  if (isOver(seat, now)) return seat.outcome;
  return seat.outcome === "coming" || seat.clicked > now ? "coming" : "waiting";
}

// As figures.py: the nearest rank, a lower bound while those who wait could still change it.
function percentile(known, atLeast, share) {
  const waits = [...known, ...atLeast].sort((a, b) => a - b);
  if (!waits.length) return null;
  const rank = Math.max(1, Math.ceil(Number((share * waits.length).toFixed(9))));
  const wait = waits[rank - 1];
  return { wait, bound: known.filter((one) => one <= wait).length < rank };
}

function perSecond(recorded, seats, now) {
  const ends = recorded.filter((_, place) => seats[place].is === "served").map((seat) => seat.ended);
  if (!ends.length) return "–";
  const first = Math.min(...recorded.filter((seat) => seat.clicked <= now).map((seat) => seat.clicked));
  const last = seats.some((seat) => seat.is === "waiting") ? now : Math.max(...ends);
  return last > first ? ((ends.length * A_SECOND) / (last - first)).toFixed(1) : "–";
}

function write(cell, figure) {
  if (!figure) return cell.replaceChildren("–");
  const { number, unit } = duration(figure.wait);
  const sign = Object.assign(document.createElement("small"), { textContent: "≥" });
  sign.setAttribute("aria-label", "at least");
  const its = Object.assign(document.createElement("small"), { textContent: ` ${unit}` });
  cell.replaceChildren(...(figure.bound ? [sign] : []), number, its);
}

// The charts are there in full; what has not happened yet is behind the curtain.
function showCurtain(now) {
  const share = Math.min(now / Number(live.dataset.axis), 1);
  for (const fill of live.querySelectorAll("svg.fill")) {
    fill.setAttribute("viewBox", `0 0 ${1000 * share || 0.001} 100`);
    fill.setAttribute("width", `${share * 100}%`);
  }
  for (const mark of live.querySelectorAll("[data-now]")) {
    mark.removeAttribute("hidden");
    mark.setAttribute("x1", `${share * 100}%`);
    mark.setAttribute("x2", `${share * 100}%`);
  }
  for (const words of live.querySelectorAll(".run :is(foreignObject, .below)")) words.setAttribute("hidden", "");
}

function showParts(lanes, now) {
  const sampleOf = (lane) => lane.samples.findLast((sample) => sample.at <= now);
  const queued = live.querySelector("[data-queued]");
  const background = lanes.find((lane) => lane.lane === "background");
  if (queued && background) {
    queued.textContent = Math.max(0, sampleOf(background)?.queued ?? 0);
    live.querySelector("[data-when]").textContent = "then";
  }
  const first = lanes.find((lane) => lane.now >= now) ?? lanes[0];
  const held = sampleOf(first)?.slots ?? [];
  const stuck = held.length > 0 && held.every(Boolean);
  const slots = live.querySelector("[data-slots]");
  slots.classList.toggle("stuck", stuck);
  slots.querySelectorAll("rect").forEach((slot, number) => slot.setAttribute("class", held[number] || "vacant"));
  const words = live.querySelector("[data-slot-words]");
  words.classList.toggle("stuck", stuck);
  words.textContent = stuck ? `All ${held.length} slots are taken.` : `In the ${first.lane} lane, ${held.filter(Boolean).length} of ${held.length} slots are taken.`;
}
