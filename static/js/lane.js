// Sends the form to one lane. Returns {run} with the run's id, or {refused} or {lost} with the reason in words.
export async function sendTo(url, form, onReply) {
  const body = new FormData(form);
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
  if (said.errors) return { refused: Object.values(said.errors).flat().map((error) => error.message) };
  if (response.status === 413) return { refused: ["This photo is too large."] };
  if (response.status === 403) return { lost: "This page is too old to send a photo. Reload it." };
  return { lost: `The server replied with an error (${response.status}).` };
}
