import { Swatch, type SwatchMark } from "./swatch.tsx";
import type { Tone } from "./tones.ts";

export interface TipLine {
  name: string;
  text: string;
  /** Its color in the plot; none for what is only told. */
  tone?: Tone;
  mark?: SwatchMark;
}

/** What a place says when it is read: its name, and a line a series. */
export function PlotTip({ name, lines }: { name: string; lines: readonly TipLine[] }) {
  return (
    <>
      <strong>{name}</strong>
      {lines.map((line) => (
        <span key={line.name} className="k-plot-tip-line">
          {line.tone === undefined ? <span /> : <Swatch tone={line.tone} mark={line.mark} />}
          <span>{line.name}</span>
          <span>{line.text}</span>
        </span>
      ))}
    </>
  );
}

/** The same as a sentence: "Mar 4: Email 12, SMS 3". */
export const tellTip = ({ name, lines }: { name: string; lines: readonly TipLine[] }): string =>
  `${name}: ${lines.map((line) => `${line.name} ${line.text}`.trim()).join(", ")}`;
