import { FILL_MARKS, type Tone } from "./tones.ts";

/** The fill of a tone, to be named by `toneFillUrl`. Ids are unique in a document: `id` comes from useId. */
export function ToneFill({ id, tone }: { id: string; tone: Tone }) {
  const marks = FILL_MARKS[tone];
  if (marks === undefined) return null;
  return (
    <defs>
      <pattern
        id={`${id}${tone}`}
        data-tone={tone}
        width="8"
        height="8"
        patternUnits="userSpaceOnUse"
      >
        <rect className="k-plot-ground" width="8" height="8" />
        <path className="k-plot-marks" d={marks} />
      </pattern>
    </defs>
  );
}

export const toneFillUrl = (id: string, tone: Tone): string =>
  FILL_MARKS[tone] === undefined ? "var(--k-tone)" : `url(#${id}${tone})`;
