// What was sent and not taken (403, 413, 429, 503, no connection) is said in its form, which stays as it is, to be sent
// again.
const TRY_AGAIN = "That did not work. What you typed is still here: send it again in a moment.";
const FORBIDDEN = "That was not taken: this page may be too old, or belong to another browser. Reload it and send it again.";
const UNREACHABLE = "The site cannot be reached. What you typed is still here: send it again in a moment.";
const SAID_BY_STATUS = { 403: FORBIDDEN };

const notice = document.createElement("p");
notice.className = "verdict wrong";
notice.id = "not-taken";
notice.setAttribute("role", "alert");

function words(xhr) {
  const plain = xhr.getResponseHeader("Content-Type")?.startsWith("text/plain");
  return plain && xhr.status !== 500 ? xhr.responseText : (SAID_BY_STATUS[xhr.status] ?? TRY_AGAIN);
}

function say(event, text) {
  const { elt: sender, requestConfig } = event.detail;
  if (requestConfig?.verb !== "post") return;
  (sender.form ?? sender.closest("form") ?? document.body).append(notice);
  notice.textContent = text;
}

document.addEventListener("htmx:responseError", (event) => say(event, words(event.detail.xhr)));
document.addEventListener("htmx:sendError", (event) => say(event, UNREACHABLE));
document.addEventListener("htmx:timeout", (event) => say(event, UNREACHABLE));
document.addEventListener("htmx:beforeRequest", () => notice.remove());
