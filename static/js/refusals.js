// What was sent and not taken (429, 503, no connection) is said in its form, which stays as it is, to be sent again.
const UNREACHABLE = "The site cannot be reached. What you typed is still here: send it again in a moment.";
const TRY_AGAIN = "That did not work. What you typed is still here: send it again in a moment.";

const notice = document.createElement("p");
notice.className = "verdict wrong";
notice.id = "not-taken";
notice.setAttribute("role", "alert");

function words(xhr) {
  const plain = xhr.getResponseHeader("Content-Type")?.startsWith("text/plain");
  return plain && xhr.status !== 500 ? xhr.responseText : TRY_AGAIN;
}

function say(event, text) {
  const sender = event.detail.elt;
  const isSaidByPage = document.querySelector("#trouble:not([hidden])");
  if (event.detail.requestConfig?.verb !== "post" || isSaidByPage) return;
  (sender.form ?? sender.closest("form") ?? document.body).append(notice);
  notice.textContent = text;
}

document.addEventListener("htmx:responseError", (event) => say(event, words(event.detail.xhr)));
document.addEventListener("htmx:sendError", (event) => say(event, UNREACHABLE));
document.addEventListener("htmx:beforeRequest", () => notice.remove());
