// Counts the words, and checks on Ctrl or Cmd + Enter.
const ADVICE = "Two or three sentences are enough.";

const text = document.getElementById("text");
const count = document.getElementById("count");
const most = Number(text.dataset.most);

function countWords() {
  const written = text.value.trim();
  const characters = [...written].length;
  const words = written ? written.split(/\s+/u).length : 0;
  const counted = words === 1 ? "1 word. " : `${words.toLocaleString("en")} words. `;
  const over = `${characters.toLocaleString("en")} characters; the limit is ${most.toLocaleString("en")}.`;
  count.textContent = characters > most ? over : (words ? counted : "") + ADVICE;
}

function checkOnEnter(event) {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) {
    event.preventDefault();
    text.form.requestSubmit();
  }
}

function goOnWriting(event) {
  if (!event.target.closest('a[href="#text"]')) return;
  event.preventDefault();
  text.focus();
  text.setSelectionRange(text.value.length, text.value.length);
}

text.addEventListener("input", countWords);
text.addEventListener("keydown", checkOnEnter);
document.addEventListener("click", goOnWriting);
countWords();
