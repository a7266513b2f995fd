// What was sent and not taken (429, 503, no connection) is said in words; the form stays as it is, to be sent again.
const UNREACHABLE = "The site cannot be reached. What you typed is still here: send it again in a moment.";
const TRY_AGAIN = "That did not work. What you typed is still here: send it again in a moment.";

const notice = document.createElement("p");
notice.className = "notice";
notice.setAttribute("role", "alert");
notice.hidden = true;
document.body.append(notice);

function words(xhr) {
  const plain = xhr.getResponseHeader("Content-Type")?.startsWith("text/plain");
  return plain && xhr.status !== 500 ? xhr.responseText : TRY_AGAIN;
}

function say(text) {
  notice.textContent = text;
  notice.hidden = false;
}

const isSent = (event) => event.detail.requestConfig?.verb === "post";
const isSaidByPage = () => document.querySelector("#trouble:not([hidden])");

document.addEventListener("htmx:responseError", (event) => {
  if (isSent(event) && !isSaidByPage()) say(words(event.detail.xhr));
});
document.addEventListener("htmx:sendError", (event) => {
  if (isSent(event) && !isSaidByPage()) say(UNREACHABLE);
});
document.addEventListener("htmx:beforeRequest", (event) => {
  if (isSent(event)) notice.hidden = true;
});
