/** Stands in a template where every copy has a number of its own: 12 digits. */
export const PLACE = "~~~~~~~~~~~~";

/**
 * Makes a text from which copies are taken quickly: each is the text with a number in the places, and nothing else is done for
 * it. What sends requests must cost less than what answers them.
 */
export function createTemplate(text: string): (number: number) => Buffer {
  const bytes = Buffer.from(text);
  const places: number[] = [];
  for (let at = bytes.indexOf(PLACE); at >= 0; at = bytes.indexOf(PLACE, at + PLACE.length))
    places.push(at);
  return (number) => {
    const copy = Buffer.from(bytes);
    const digits = String(number).padStart(PLACE.length, "0");
    for (const at of places) copy.write(digits, at, "latin1");
    return copy;
  };
}
