// A flipped card can be swiped with a finger: left for the first of two grades, right for the last.
// The buttons stay; a swipe presses one of them. Whoever turns back before letting go presses none.
const FAR_ENOUGH = 80; // pixels, and clearly more sideways than up or down
const still = matchMedia("(prefers-reduced-motion: reduce)");
let swipe = null; // { card, pointer, x, y, aim } while a finger is down

const gradesOf = (card) => card.parentElement.querySelectorAll(".grades button[name=grade]");

function aim(dx, dy) {
  if (Math.abs(dx) < FAR_ENOUGH || Math.abs(dx) < 2 * Math.abs(dy)) return null;
  const grades = gradesOf(swipe.card);
  return dx < 0 ? grades[0] : grades[grades.length - 1];
}

function show(dx) {
  for (const grade of gradesOf(swipe.card)) grade.classList.toggle("aimed", grade === swipe.aim);
  swipe.card.style.translate = dx && !still.matches ? `${dx}px` : "";
}

function letGo(event, pressed) {
  if (event.pointerId !== swipe?.pointer) return;
  const chosen = pressed ? swipe.aim : null;
  swipe.aim = null;
  show(0);
  swipe = null;
  chosen?.click();
}

document.addEventListener("pointerdown", (event) => {
  const card = event.target.closest("#review details.card[open]");
  if (event.pointerType !== "touch" || !event.isPrimary || !card || gradesOf(card).length !== 2) return;
  swipe = { card, pointer: event.pointerId, x: event.clientX, y: event.clientY, aim: null };
});
document.addEventListener("pointermove", (event) => {
  if (event.pointerId !== swipe?.pointer) return;
  const dx = event.clientX - swipe.x;
  swipe.aim = aim(dx, event.clientY - swipe.y);
  show(dx);
});
document.addEventListener("pointerup", (event) => letGo(event, true));
document.addEventListener("pointercancel", (event) => letGo(event, false));
