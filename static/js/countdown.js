// Every <b data-countdown="seconds"> counts down to 0 from when it came onto the page; what is true, the server says.
const begun = new WeakMap();

setInterval(() => {
  for (const figure of document.querySelectorAll("[data-countdown]")) {
    if (!begun.has(figure)) begun.set(figure, performance.now());
    const past = (performance.now() - begun.get(figure)) / 1000;
    figure.textContent = Math.max(0, Math.ceil(Number(figure.dataset.countdown) - past));
  }
}, 250);
