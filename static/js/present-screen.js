// Full screen outlasts the way to the next scene: it is a frame in which the scenes follow one another.
const button = document.getElementById("full-screen");
const inside = window.parent !== window;
const outer = inside ? window.parent.document : document;

button.hidden = !outer.fullscreenEnabled;
button.addEventListener("click", () => (inside ? outer.exitFullscreen() : enter()));

function enter() {
  const frame = Object.assign(document.createElement("iframe"), { src: location.href, title: "The scenes, full screen", className: "whole" });
  frame.allow = "fullscreen";
  document.body.append(frame);
  frame.addEventListener("load", () => frame.contentWindow.focus());
  frame.addEventListener("fullscreenchange", () => leave(frame));
  document.addEventListener("fullscreenchange", () => leave(frame));
  frame.requestFullscreen();
}

// Back to one page, at the scene that the class has come to.
function leave(frame) {
  if (!document.fullscreenElement) location.replace(frame.contentWindow.location.href);
}
