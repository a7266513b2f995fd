// The time left in an exam counts down. When it is up, what is filled in is sent, and the server ends the exam.
const STEP = 250;
let clock = null;

const asClock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

const end = () => {
  const form = document.querySelector("#answer");
  if (form?.checkValidity()) form.requestSubmit();
  else location.reload(); // the server hands in what it has
};

const start = () => {
  clearInterval(clock);
  const shown = document.querySelector("#time-left");
  if (!shown) return;
  const over = performance.now() + Number(shown.dataset.seconds) * 1000;
  clock = setInterval(() => {
    const left = Math.ceil((over - performance.now()) / 1000);
    shown.querySelector("b").textContent = asClock(Math.max(0, left));
    if (left > 0) return;
    clearInterval(clock);
    end();
  }, STEP);
};

start();
document.addEventListener("htmx:afterSettle", start);
