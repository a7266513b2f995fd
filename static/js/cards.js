// Space or Enter flips the card; the other keys of a review session are those of keys.js.
import { isForThePage } from "./keys.js";

const FLIPS_OR_FOLLOWS_BY_ITSELF = "summary, button, a";

document.addEventListener("keydown", (event) => {
  if (![" ", "Enter"].includes(event.key) || !isForThePage(event)) return;
  const card = document.querySelector("#review details.card");
  if (!card || event.target.closest(FLIPS_OR_FOLLOWS_BY_ITSELF)) return;
  event.preventDefault();
  card.open = !card.open;
});
