// The settings: the delay in words, the visitor's own photo, and why it was refused.
import { duration } from "./duration.js";

const form = document.getElementById("setup");
const photo = form.elements.photo;
const own = form.querySelector(".own input");
const name = document.getElementById("own-name");
const refusal = document.getElementById("refusal");
const usual = name.textContent;

form.elements.mail_delay_ms.addEventListener("input", ({ target }) => {
  const { number, unit } = duration(Number(target.value));
  form.querySelector("output").textContent = `${number} ${unit}`;
});

// A click on the tile asks for the photo at once; from the keyboard the field beside it does.
own.addEventListener("click", ({ detail }) => {
  if (detail && !photo.files.length && !form.elements.same_as) photo.click();
});

photo.addEventListener("change", () => {
  const [file] = photo.files;
  name.textContent = file ? `${file.name}, ${size(file.size)}` : usual;
  if (file) own.checked = true;
  withdraw();
});

function size(bytes) {
  return bytes < 1e5 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

form.addEventListener("change", needPhoto);
needPhoto();

function needPhoto() {
  photo.required = own.checked && !form.elements.same_as; // a photo that is kept need not be chosen again
}

// Beside the field: what came of an upload that was {refused} or {lost}.
export function report({ refused, lost }) {
  const [file] = own.checked ? photo.files : [];
  const verdict = document.createElement("span");
  verdict.className = "verdict wrong";
  verdict.innerHTML = '<span aria-hidden="true">✗</span> ';
  verdict.append(refused ? "Upload refused" : "No result");
  const words = refused
    ? `${file ? `“${file.name}”: ` : ""}${refused.join(" ")} Choose another file, or use a sample photo.`
    : `${lost} Then start the race again.`;
  refusal.replaceChildren(verdict, ` ${words}`);
  (refused && own.checked ? photo : document.getElementById("start")).focus({ preventScroll: true });
  refusal.scrollIntoView({ block: "center" });
}

export function withdraw() {
  refusal.replaceChildren();
}
