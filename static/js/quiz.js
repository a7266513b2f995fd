// N goes on to the next question.
document.addEventListener("keydown", (event) => {
  const modified = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
  if (event.key !== "n" || modified || event.repeat || event.target.closest("input, select, textarea")) return;
  if (document.querySelector("#keys input")?.checked) {
    document.querySelector('#sitting [aria-keyshortcuts="N"]')?.click();
  }
});
