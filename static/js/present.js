// A scene: S presses the scenario's own first button (the stylesheet shows the key on it), and the address stays that
// of the scene.
const { scene, page } = document.body.dataset;
const START = "#main .btn.go";

// Without it, a reload in the middle of a class would end in the site's own navigation.
document.addEventListener("htmx:beforeHistoryUpdate", ({ detail: { history } }) => {
  const to = new URL(history.path, location.origin);
  if (to.pathname === page) history.path = `${scene}${to.search}`;
});

function nameTheStart() {
  document.querySelector(START)?.setAttribute("aria-keyshortcuts", "S");
}

nameTheStart();
document.addEventListener("htmx:afterSettle", nameTheStart);

// A scene that one steps back to is as it was left.
window.addEventListener("pagehide", () => sessionStorage.setItem(location.pathname, location.search));
document.querySelector(".cues nav").addEventListener("click", ({ target }) => {
  const link = target.closest("a");
  if (link) link.search = sessionStorage.getItem(link.pathname) ?? "";
});

// The workers take a second or two to obey.
document.addEventListener("htmx:beforeRequest", ({ target }) => {
  if (target.closest(".orders")) document.querySelector("#crew .said").textContent = "Telling the workers …";
});

// A key that is named on a checkbox's label is for the page again once it has been pressed.
document.addEventListener("change", ({ target }) => {
  if (target.matches(".cues [type=checkbox]")) target.blur();
});

// A form that htmx does not send would end in the site's own page: it is sent from here, and the scene shown again. What
// was refused comes back in the form's own place.
document.addEventListener("submit", async (event) => {
  const { target: form, submitter } = event;
  if (event.defaultPrevented || !form.closest("#fit") || submitter?.hasAttribute("hx-post")) return;
  event.preventDefault();
  const action = submitter?.getAttribute("formaction") ?? form.getAttribute("action");
  const reply = await fetch(action, { method: "POST", body: new FormData(form, submitter) });
  if (reply.ok) return location.replace(scene);
  const place = form.closest("[id]");
  const refused = new DOMParser().parseFromString(await reply.text(), "text/html").getElementById(place.id);
  if (refused) place.replaceWith(refused);
});
