/**
 * The colors of series that have no order, each with a dash and a fill of its own: who sees no difference between two colors sees that.
 * Neighbors differ in lightness too. All are Polaris' tokens and stand out of a white card by 3 to 1 or more.
 */
export const TONES = ["blue", "amber", "ink", "green", "violet", "grey"] as const;

/**
 * Of kinds that have an order, the least first: shades of one color. They have no marks, since their place among the
 * others says which is which; the palest has an edge that stands out of a card.
 */
export const STEPS = ["step1", "step2", "step3", "step4", "step5"] as const;

export type Tone = (typeof TONES)[number] | (typeof STEPS)[number];

const NO_MARKS = {
  step1: undefined,
  step2: undefined,
  step3: undefined,
  step4: undefined,
  step5: undefined,
};

/** Of lines, in pixels; none is a whole line. */
export const DASHES: Record<Tone, string | undefined> = {
  blue: undefined,
  amber: "7 4",
  ink: "2 4",
  green: "12 4",
  violet: "9 3 2 3",
  grey: "4 3",
  ...NO_MARKS,
};

/** Of the marks of a fill, within a square of 8 pixels; none is a whole fill. */
export const FILL_MARKS: Record<Tone, string | undefined> = {
  blue: undefined,
  amber: "M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4",
  ink: "M2,2 h0.01 M6,6 h0.01",
  green: "M0,4 h8",
  violet: "M-2,6 l4,4 M0,0 l8,8 M6,-2 l4,4",
  grey: "M4,0 v8",
  ...NO_MARKS,
};

/** The tone of the series at an index. @throws RangeError beyond six: more colors than that nobody tells apart */
export function toneAt(index: number): Tone {
  const tone = TONES[index];
  if (tone === undefined) {
    throw new RangeError(`A plot has at most ${TONES.length} tones, not ${index + 1}.`);
  }
  return tone;
}
