// Keys of a single letter or figure: one presses whatever names it in aria-keyshortcuts and can be seen.
// The checkbox in #keys turns them off, here and on the next page.
const STORED = "keys";
// Fields that keep a key for themselves. In presenter mode a dial does not: letters and a remote's keys are the page's.
const BUT_DIALS = ":not([type=radio], [type=checkbox], [type=range], [type=file])";
const TYPING = `input${"keysOverDials" in document.body.dataset ? BUT_DIALS : ""}, select, textarea, [contenteditable]`;
const choice = () => document.querySelector("#keys input");

const restore = () => {
  if (choice()) choice().checked = localStorage.getItem(STORED) !== "off";
};

// A key pressed alone, and not into a field: what a page may answer to.
export function isForThePage(event) {
  const shifted = event.shiftKey && event.key !== "?"; // which many keyboards have above another
  const modified = event.ctrlKey || event.metaKey || event.altKey || shifted;
  return !(modified || event.repeat || event.isComposing || event.target.closest(TYPING));
}

restore();
document.addEventListener("htmx:afterSettle", restore);
document.addEventListener("change", (event) => {
  if (event.target !== choice()) return;
  localStorage.setItem(STORED, event.target.checked ? "on" : "off");
  event.target.blur(); // so that the next key is not typed into the checkbox
});
document.addEventListener("keydown", (event) => {
  if (!isForThePage(event) || !choice()?.checked) return;
  const named = `[aria-keyshortcuts="${CSS.escape(event.key)}" i]`;
  const pressed = [...document.querySelectorAll(named)].find((element) => element.checkVisibility());
  if (!pressed) return;
  event.preventDefault();
  pressed.click();
});
