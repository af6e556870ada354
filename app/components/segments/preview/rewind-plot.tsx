import type { RewindOutcome } from "../../../services/rewind-segment.ts";
import { formatDay } from "../../format/format-date.ts";
import { formatCount } from "../../format/format-number.ts";
import { axisSteps } from "../../scores/axis-steps.ts";
import { estimateWords } from "./estimate-words.ts";

type Days = Extract<RewindOutcome, { outcome: "rewound" }>["days"];

/** The sizes as a line in front of the band in which they lie. */
export function RewindPlot({ days }: { days: Days }) {
  const steps = axisSteps(Math.max(1, ...days.map(({ high }) => high)));
  const top = steps.at(-1) ?? 1;
  const width = Math.max(1, days.length - 1);
  const height = (count: number): string => (100 - (100 * count) / top).toFixed(2);
  const band = [
    ...days.map(({ high }, place) => `${place},${height(high)}`),
    ...days.map(({ low }, place) => `${place},${height(low)}`).reverse(),
  ];
  const [first, last] = [days[0], days.at(-1)];
  return (
    <figure className="k-histogram" role="img" aria-label={plotLabel(days)}>
      <div className="k-histogram-plot k-history-plot" aria-hidden="true">
        {steps.map((step) => (
          <div key={step} className="k-histogram-line" style={{ bottom: `${(100 * step) / top}%` }}>
            <span>{formatCount(step)}</span>
          </div>
        ))}
        <svg viewBox={`0 0 ${width} 100`} preserveAspectRatio="none">
          <polygon points={band.join(" ")} />
          <polyline
            points={days.map(({ count }, place) => `${place},${height(count)}`).join(" ")}
          />
        </svg>
        {days.map((day) => (
          <span
            key={day.day}
            className="k-stack"
            data-tip={`${formatDay(day.day)}: ${estimateWords(day)}`}
          />
        ))}
      </div>
      <div className="k-histogram-axis" aria-hidden="true">
        <span>{first === undefined ? "" : formatDay(first.day)}</span>
        <span>{last === undefined ? "" : `${formatDay(last.day)}, so far`}</span>
      </div>
    </figure>
  );
}

function plotLabel(days: Days): string {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return "Customers by day";
  return `Customers by day: ${formatDay(first.day)} ${estimateWords(first)}, ${formatDay(last.day)} ${estimateWords(last)}`;
}
