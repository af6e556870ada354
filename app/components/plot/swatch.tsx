import { useId } from "react";
import { ToneFill, toneFillUrl } from "./tone-fill.tsx";
import { DASHES, type Tone } from "./tones.ts";

export type SwatchMark = "line" | "fill" | undefined;

/** A sample of how a series is drawn, for legends and beside numbers. */
export function Swatch({ tone, mark = "fill" }: { tone: Tone; mark?: SwatchMark }) {
  const id = useId();
  if (mark === "line") {
    return (
      <svg className="k-plot-swatch" data-tone={tone} width="22" height="12" aria-hidden="true">
        <line className="k-plot-line" x1="1" x2="21" y1="6" y2="6" strokeDasharray={DASHES[tone]} />
      </svg>
    );
  }
  return (
    <svg className="k-plot-swatch" data-tone={tone} width="12" height="12" aria-hidden="true">
      <ToneFill id={id} tone={tone} />
      <rect
        className="k-plot-bar"
        x="1"
        y="1"
        width="10"
        height="10"
        fill={toneFillUrl(id, tone)}
      />
    </svg>
  );
}
