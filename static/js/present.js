// A scene: S presses the scenario's own first button, or lane after lane where each has one (the stylesheet shows the
// key on it), and the address stays that of the scene.
const { scene, page } = document.body.dataset;
const START = "#main .btn.go";
const LANES = "#main :is(.go-on, .uploads, .both) .btn:not(:disabled)";
const NAMED = "S";
let pressed = null; // the button of the lane that was started last

// Without it, a reload in the middle of a class would end in the site's own navigation.
document.addEventListener("htmx:beforeHistoryUpdate", ({ detail: { history } }) => {
  const to = new URL(history.path, location.origin);
  if (to.pathname === page) history.path = `${scene}${to.search}`;
});

// A lane's button posts to an address that ends with its name; the result has a field of that name once it has run.
function hasRun(button) {
  const lane = button.getAttribute("hx-post").split("/").at(-2);
  return document.querySelector(`#result > [name="${lane}"]`) !== null;
}

// The first lane after the one pressed last, in turn, that has not run; if all have, the one after it.
function nextLane() {
  const lanes = [...document.querySelectorAll(LANES)];
  const at = lanes.indexOf(pressed) + 1;
  const inTurn = [...lanes.slice(at), ...lanes.slice(0, at)];
  return inTurn.find((button) => button !== pressed && !hasRun(button)) ?? inTurn[0];
}

function nameTheStart() {
  document.querySelector(`#main [aria-keyshortcuts="${NAMED}"]`)?.removeAttribute("aria-keyshortcuts");
  (nextLane() ?? document.querySelector(START))?.setAttribute("aria-keyshortcuts", NAMED);
}

nameTheStart();
document.addEventListener("htmx:afterSettle", nameTheStart);
document.addEventListener("click", ({ target }) => {
  const lane = target.closest(LANES);
  if (!lane) return;
  pressed = lane;
  nameTheStart();
}, true); // before htmx, which disables it while it is under way

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

// A dial that the mouse has set gives the focus back, and so does a checkbox whose label a key has pressed.
let byMouse = false;
document.addEventListener("pointerdown", () => { byMouse = true; }, true);
document.addEventListener("keydown", () => { byMouse = false; }, true);
document.addEventListener("change", ({ target }) => {
  if (byMouse || target.matches(".cues [type=checkbox]")) target.blur();
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
