// N goes on to the next question. A refused answer is shown, with what is wrong, like any other reply.
const UNPROCESSABLE = 422;

document.addEventListener("keydown", (event) => {
  const modified = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
  if (event.key !== "n" || modified || event.repeat || event.target.closest("input, select, textarea")) return;
  if (document.querySelector("#keys input")?.checked) {
    document.querySelector('#sitting [aria-keyshortcuts="N"]')?.click();
  }
});

document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status === UNPROCESSABLE) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});
