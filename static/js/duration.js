// The site's one rule for measured times (demos/durations.py): whole ms below a second, then "2.41 s".
export function duration(ms) {
  const seconds = Math.round(ms) >= 1000;
  const whole = Math.round(ms);
  const number = seconds ? (ms / 1000).toFixed(2) : whole === 0 && ms > 0 ? "<1" : String(whole);
  const word = seconds ? "seconds" : number.replace("<", "") === "1" ? "millisecond" : "milliseconds";
  return { number, unit: seconds ? "s" : "ms", spoken: `${number.replace("<", "under ")} ${word}` };
}
