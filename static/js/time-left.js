// The time left in an exam counts down. When it is up, what somebody has filled in is sent; then the page is
// loaded anew, a little after the server has ended the exam.
const STEP = 250;
let clock = null;
let touched = false;

const asClock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

const end = (grace) => {
  const form = document.querySelector("#answer");
  setTimeout(() => location.reload(), (grace + 1) * 1000);
  if (touched && form?.checkValidity()) form.requestSubmit();
};

const start = () => {
  touched = false;
  clearInterval(clock);
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

// Only what a person did counts: a script may have filled in a form by itself.
for (const kind of ["input", "change", "click"]) {
  document.addEventListener(kind, (event) => {
    if (event.isTrusted && event.target.closest("#answer")) touched = true;
  });
}
start();
document.addEventListener("htmx:afterSettle", start);
