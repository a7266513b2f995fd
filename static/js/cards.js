// The keys of a review session. Space or Enter flips the card; any other key presses the button that names it.
const TYPING = "input, select, textarea, [contenteditable]";
const FLIPS_OR_FOLLOWS_BY_ITSELF = "summary, button, a";

const review = () => document.getElementById("review");
const keysOn = () => document.querySelector("#keys input")?.checked; // see keys.js

document.addEventListener("keydown", (event) => {
  const modified = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
  if (modified || event.repeat || event.isComposing || event.target.closest(TYPING)) return;
  if (event.key === " " || event.key === "Enter") {
    flip(event);
  } else if (keysOn()) {
    press(event);
  }
});

function flip(event) {
  const card = review()?.querySelector("details.card");
  if (!card || event.target.closest(FLIPS_OR_FOLLOWS_BY_ITSELF)) return;
  event.preventDefault();
  card.open = !card.open;
}

function press(event) {
  const named = `[aria-keyshortcuts="${CSS.escape(event.key.toUpperCase())}"]`;
  const button = review()?.querySelector(named);
  if (!button?.checkVisibility()) return; // the grades are hidden until the answer shows
  event.preventDefault();
  button.click();
}
