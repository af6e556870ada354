const SHORTEST = "2026-11-26 12:30:45+00".length;
const ZERO = "0".charCodeAt(0);

/**
 * PostgreSQL's text of a timestamptz as epoch milliseconds: "2026-11-26 12:30:45.123+00", the fraction as long as it
 * needs to be. In UTC, as every connection of ours is, the digits are read one by one: a roll-up has millions of
 * instants, and `Date.parse` takes several times as long. What is below a millisecond is cut off, as it does.
 */
export function parseTimestamp(text: string): number {
  if (!text.endsWith("+00") || text.length < SHORTEST || text[4] !== "-" || text[10] !== " ")
    return Date.parse(text.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00"));
  const year = two(text, 0) * 100 + two(text, 2);
  const day = Date.UTC(year, two(text, 5) - 1, two(text, 8));
  const seconds = two(text, 11) * 3600 + two(text, 14) * 60 + two(text, 17);
  return day + seconds * 1000 + millisecondsOf(text);
}

const two = (text: string, at: number): number =>
  (text.charCodeAt(at) - ZERO) * 10 + text.charCodeAt(at + 1) - ZERO;

function millisecondsOf(text: string): number {
  let milliseconds = 0;
  let worth = 100;
  // The fraction ends before "+00".
  for (let at = 20; at < text.length - 3 && worth >= 1; at += 1, worth /= 10)
    milliseconds += (text.charCodeAt(at) - ZERO) * worth;
  return milliseconds;
}
