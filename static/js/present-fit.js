// A scene fills the screen and never scrolls: what it shows is drawn as large as there is room for.
const room = document.getElementById("main");
const scene = document.getElementById("fit");
const LEAST = 0.4;
const MOST = 2.2;
const STEPS = 7;
const SLACK = 0.08; // so much room may be left before it is drawn larger: a figure that grows must not make all jump
let zoom = 1;
let waiting = false;

const draw = (factor) => { scene.style.zoom = zoom = factor; };
const height = () => scene.getBoundingClientRect().height / room.clientHeight;
const fits = () => height() <= 1 && scene.scrollWidth <= scene.clientWidth + 1;

function fit() {
  waiting = false;
  if (fits() && height() > 1 - SLACK) return;
  if (fits() && zoom === MOST) return;
  let [low, high] = [LEAST, MOST];
  for (let step = 0; step < STEPS; step += 1) {
    draw((low + high) / 2);
    if (fits()) low = zoom;
    else high = zoom;
  }
  draw(low);
}

function soon() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(fit);
}

fit();
for (const change of ["resize", "load", "toggle"]) window.addEventListener(change, soon, true);
for (const change of ["change", "htmx:afterSettle"]) document.addEventListener(change, soon);
new MutationObserver(soon).observe(scene, { childList: true, subtree: true });
