// Plays a recorded picture at the clock's own speed: what lies to the right of the moment is hidden until the
// clock is there. The picture is whole without it, and stays so where motion is not wanted.
import { duration } from "./duration.js";

const SVG = "http://www.w3.org/2000/svg";
const TALL = 2000; // px: higher than any picture, above and below
const play = document.getElementById("play");
const said = document.getElementById("said");
const replay = document.getElementById("replay");
const stage = replay.querySelector(".stage");
const axis = Number(stage.dataset.axis); // ms
const lasts = Number(play.dataset.lasts); // ms
const curtains = [...stage.querySelectorAll(":scope > :is(.front, .backstage) > .plot > svg")].map(curtainOver);
const figures = [...replay.querySelectorAll(".fig b[data-ms]")];
const later = replay.querySelectorAll(".zoom, .three, .backstage .it"); // what only the end can know

let frame = null;

if (!window.matchMedia("(prefers-reduced-motion: reduce)").matches) play.removeAttribute("hidden");
play.addEventListener("click", () => (frame === null ? begin() : end()));

function begin() {
  const from = performance.now();
  play.textContent = "Show it whole";
  said.textContent = "The replay begins.";
  for (const element of later) element.style.visibility = "hidden";
  for (const { parts, id } of curtains) for (const part of parts) part.setAttribute("clip-path", `url(#${id})`);
  const tick = () => {
    const now = performance.now() - from;
    if (now >= lasts) return end();
    draw(now);
    frame = requestAnimationFrame(tick);
  };
  stage.scrollIntoView({ block: "center" });
  tick();
}

function end() {
  cancelAnimationFrame(frame);
  frame = null;
  play.textContent = "Play it again";
  for (const element of later) element.style.visibility = "";
  for (const { parts } of curtains) for (const part of parts) part.removeAttribute("clip-path");
  for (const figure of figures) showWait(figure, Number(figure.dataset.ms));
  said.textContent = "The replay is over.";
}

function draw(now) {
  for (const { svg, rect } of curtains) rect.setAttribute("width", svg.clientWidth * Math.min(now / axis, 1));
  for (const figure of figures) showWait(figure, Math.min(now, Number(figure.dataset.ms)));
}

function showWait(figure, ms) {
  const { number, unit } = duration(ms);
  figure.firstChild.data = number;
  figure.lastChild.textContent = ` ${unit}`;
  figure.previousElementSibling.textContent = ms < Number(figure.dataset.ms) ? "You are waiting" : "You waited";
}

// All of a plot but its grid goes behind a clip whose width is the moment.
function curtainOver(svg, index) {
  const id = `curtain-${index}`;
  const clip = document.createElementNS(SVG, "clipPath");
  const rect = document.createElementNS(SVG, "rect");
  clip.id = id;
  rect.setAttribute("y", -TALL);
  rect.setAttribute("height", 2 * TALL);
  clip.append(rect);
  const parts = [...svg.children].filter((part) => !part.matches("title, [data-ms]"));
  svg.append(clip);
  return { svg, rect, parts, id };
}
