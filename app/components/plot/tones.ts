/**
 * The colors of series, each with a dash and a fill of its own: who sees no difference between two colors sees that.
 * Neighbors differ in lightness too. All are Polaris' tokens and stand out of a white card by 3 to 1 or more.
 */
export const TONES = ["blue", "amber", "ink", "green", "violet", "grey"] as const;
export type Tone = (typeof TONES)[number];

/** Of lines, in pixels; none is a whole line. */
export const DASHES: Record<Tone, string | undefined> = {
  blue: undefined,
  amber: "7 4",
  ink: "2 4",
  green: "12 4",
  violet: "9 3 2 3",
  grey: "4 3",
};

/** Of the marks of a fill, within a square of 8 pixels; none is a whole fill. */
export const FILL_MARKS: Record<Tone, string | undefined> = {
  blue: undefined,
  amber: "M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4",
  ink: "M2,2 h0.01 M6,6 h0.01",
  green: "M0,4 h8",
  violet: "M-2,6 l4,4 M0,0 l8,8 M6,-2 l4,4",
  grey: "M4,0 v8",
};

/** The tone of the series at an index. @throws RangeError beyond six: more colors than that nobody tells apart */
export function toneAt(index: number): Tone {
  const tone = TONES[index];
  if (tone === undefined) {
    throw new RangeError(`A plot has at most ${TONES.length} tones, not ${index + 1}.`);
  }
  return tone;
}
