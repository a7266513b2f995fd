// Sends the form to one lane, with what else there is to say ({round}). Returns {run} with the run's id, or
// {refused} or {lost} with the reason in words.
export async function sendTo(url, form, more, onReply) {
  const body = new FormData(form);
  for (const [name, value] of Object.entries(more)) body.set(name, value);
  if (body.get("sample")) body.delete("photo");
  let response;
  try {
    response = await fetch(url, { method: "POST", body, headers: { Accept: "application/json" } });
  } catch {
    return { lost: "The server did not reply. Is it still running?" };
  }
  onReply(`${response.status} ${response.statusText}`.trim());
  const said = await response.json().catch(() => ({}));
  if (said.id) return { run: said.id };
  const reasons = Object.values(said.errors ?? {}).flat().map((error) => error.message);
  if (response.status === 429) return { lost: reasons.join(" ") || "That is enough for the moment." };
  if (response.status === 503 && reasons.length) return { lost: reasons.join(" ") };
  if (reasons.length) return { refused: reasons };
  if (response.status === 413) return { refused: ["This photo is too large."] };
  if (response.status === 403) return { lost: "This page is too old to send a photo. Reload it." };
  return { lost: `The server replied with an error (${response.status}).` };
}

// Tells the server what the browser measured, so that it is kept with the run. Without it the server's own figure stays.
export async function noteWait(form, run, ms) {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.set("run", run);
  body.set("ms", ms.toFixed(1));
  await fetch(form.dataset.waited, { method: "POST", body }).catch(() => {});
}
