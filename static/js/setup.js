// The settings: the delay in words, the visitor's own photo, and why it was refused.
const form = document.getElementById("setup");
const photo = form.elements.photo;
const own = form.querySelector(".own input");
const name = document.getElementById("own-name");
const refusal = document.getElementById("refusal");
const usual = name.textContent;

form.elements.mail_delay_ms.addEventListener("input", ({ target }) => {
  form.querySelector("output").textContent = `${target.value} ms`;
});

// A click on the tile asks for the photo at once; from the keyboard the field beside it does.
own.addEventListener("click", ({ detail }) => {
  if (detail && !photo.files.length) photo.click();
});

photo.addEventListener("change", () => {
  const [file] = photo.files;
  name.textContent = file ? `${file.name}, ${(file.size / 1e6).toFixed(1)} MB` : usual;
  if (file) own.checked = true;
  withdraw();
});

form.addEventListener("change", () => {
  photo.required = own.checked;
});

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
  refusal.scrollIntoView({ block: "nearest" });
}

export function withdraw() {
  refusal.replaceChildren();
}
