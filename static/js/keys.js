// Keeps the choice to have keys of a single letter off (the checkbox in #keys) for the next page.
const STORED = "keys";
const choice = () => document.querySelector("#keys input");

const restore = () => {
  if (choice()) choice().checked = localStorage.getItem(STORED) !== "off";
};

restore();
document.addEventListener("htmx:afterSettle", restore);
document.addEventListener("change", (event) => {
  if (event.target !== choice()) return;
  localStorage.setItem(STORED, event.target.checked ? "on" : "off");
  event.target.blur(); // so that the next key is not typed into the checkbox
});
