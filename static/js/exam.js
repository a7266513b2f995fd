// The time left in an exam counts down. When it is up, what somebody has filled in is sent; if the server has not
// ended the exam then, the page is loaded anew a little later. Going to another question keeps an answer that
// somebody has touched; one that a script has filled in by itself is left alone.
const STEP = 250;
let clock = null;
let reload = null;
let touched = false;

const asClock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

const end = (grace) => {
  const form = document.querySelector("#answer");
  reload = setTimeout(() => location.reload(), (grace + 1) * 1000);
  if (touched && form?.checkValidity()) form.requestSubmit();
};

const start = () => {
  touched = false;
  clearInterval(clock);
  clearTimeout(reload);
  const shown = document.querySelector("#time-left");
  if (!shown) return;
  const over = performance.now() + Number(shown.dataset.seconds) * 1000;
  clock = setInterval(() => {
    const left = Math.ceil((over - performance.now()) / 1000);
    shown.querySelector("b").textContent = asClock(Math.max(0, left));
    if (left > 0) return;
    clearInterval(clock);
    end(Number(shown.dataset.grace));
  }, STEP);
};

// What is answered, or how sure somebody says they are of an answer that is kept already.
const answers = ({ target }) => {
  const form = target.closest("#answer");
  if (form && (target.name !== "confidence" || "kept" in form.dataset)) touched = true;
};
document.addEventListener("input", answers, true);
document.addEventListener("change", answers, true);

// To another question: the button sends the answer on the way, if there is one that somebody gave.
document.addEventListener(
  "click",
  (event) => {
    const button = event.target.closest("button[name=to]");
    if (!button || touched) return;
    event.preventDefault();
    event.stopPropagation();
    location.href = `?question=${encodeURIComponent(button.value)}`;
  },
  true,
);
start();
document.addEventListener("htmx:afterSettle", start);
