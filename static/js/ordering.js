// Items to put in order: by buttons, arrow keys or dragging, instead of a place to choose for each.
// The places stay in their fields, hidden, so that the form sends the same as without this.
const UP = -1;
const DOWN = 1;
const KEYS = { ArrowUp: UP, ArrowDown: DOWN };

const itemsOf = (list) => [...list.children];
const placeOf = (item) => item.querySelector("select");
const heldItem = (target) => target.closest(".ordering.ready .item");
const middleOf = (item) => item.getBoundingClientRect().top + item.offsetHeight / 2;
const next = (item, by) => (by === UP ? item.previousElementSibling : item.nextElementSibling);

// Every list there is, again after each swap; one may have come back from the history, ready but unnumbered.
function takeOver() {
  for (const ordering of document.querySelectorAll(".ordering")) {
    const list = ordering.querySelector("ol");
    if (!ordering.classList.contains("ready")) list.append(...byPlace(itemsOf(list)));
    ordering.classList.add("ready");
    for (const added of ordering.querySelectorAll("[data-scripted]")) added.hidden = false;
    for (const replaced of ordering.querySelectorAll("[data-plain]")) replaced.hidden = true;
    number(list);
  }
}

// As chosen so far. Items without a place stay in the order they had, after the others.
function byPlace(items) {
  const rank = (item) => Number(placeOf(item).value) || items.length + 1;
  return items.sort((one, other) => rank(one) - rank(other));
}

function number(list) {
  itemsOf(list).forEach((item, at) => {
    placeOf(item).value = at + 1;
    for (const button of item.querySelectorAll("[data-move]")) {
      button.ariaDisabled = next(item, Number(button.dataset.move)) === null;
    }
  });
}

// The neighbour is what moves in the document, so that the item keeps the focus and the pointer.
function step(item, by) {
  const neighbour = next(item, by);
  if (neighbour && by === UP) item.after(neighbour);
  if (neighbour && by === DOWN) item.before(neighbour);
  number(item.parentElement);
}

// Somebody has moved it: to be heard, and to be kept.
function announce(item) {
  const list = item.parentElement;
  const words = item.querySelector(".words").textContent.trim();
  const status = item.closest(".ordering").querySelector("[role=status]");
  status.textContent = `Place ${placeOf(item).value} of ${list.children.length}: ${words}`;
  placeOf(item).dispatchEvent(new Event("change", { bubbles: true }));
}

function move(item, by) {
  step(item, by);
  announce(item);
}

function drag(item) {
  const list = item.parentElement;
  const before = itemsOf(list);
  const listening = new AbortController();
  const on = (name, react) => document.addEventListener(name, react, { signal: listening.signal });
  const end = (react) => () => {
    listening.abort();
    item.classList.remove("held");
    react();
  };
  item.classList.add("held");
  on("pointermove", ({ clientY }) => {
    while (next(item, UP) && clientY < middleOf(next(item, UP))) step(item, UP);
    while (next(item, DOWN) && clientY > middleOf(next(item, DOWN))) step(item, DOWN);
  });
  on("pointerup", end(() => itemsOf(list).indexOf(item) !== before.indexOf(item) && announce(item)));
  const putBack = end(() => {
    list.append(...before);
    number(list);
  });
  on("pointercancel", putBack);
  on("keydown", ({ key }) => key === "Escape" && putBack());
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-move]");
  if (button) move(heldItem(button), Number(button.dataset.move));
});

document.addEventListener("keydown", (event) => {
  const item = event.target.closest("[data-move]") && heldItem(event.target);
  if (!item || !KEYS[event.key]) return;
  event.preventDefault();
  move(item, KEYS[event.key]);
});

// A mouse takes an item anywhere; a finger by its grip, so that it can still scroll the page.
document.addEventListener("pointerdown", (event) => {
  const item = heldItem(event.target);
  const grip = event.pointerType === "mouse" ? item : event.target.closest(".grip");
  if (item && grip && event.isPrimary && !event.button && !event.target.closest("button")) drag(item);
});

takeOver();
document.addEventListener("htmx:load", takeOver);
