import type { RewindOutcome } from "../../../services/rewind-segment.ts";
import { axisSteps } from "../../scores/axis-steps.ts";
import { useWords, type Words } from "../../words/use-words.ts";
import { estimateWords } from "./estimate-words.ts";

type Days = Extract<RewindOutcome, { outcome: "rewound" }>["days"];

/** The sizes as a line in front of the band in which they lie. */
export function RewindPlot({ days }: { days: Days }) {
  const words = useWords("editor");
  const { t, format } = words;
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
    <figure className="k-histogram" role="img" aria-label={plotLabel(words, days)}>
      <div className="k-histogram-plot k-history-plot" aria-hidden="true">
        {steps.map((step) => (
          <div key={step} className="k-histogram-line" style={{ bottom: `${(100 * step) / top}%` }}>
            <span>{format.count(step)}</span>
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
            data-tip={t("rewind.tip", {
              day: format.day(day.day),
              amount: estimateWords(words, day),
            })}
          />
        ))}
      </div>
      <div className="k-histogram-axis" aria-hidden="true">
        <span>{first === undefined ? "" : format.day(first.day)}</span>
        <span>{last === undefined ? "" : t("rewind.soFar", { day: format.day(last.day) })}</span>
      </div>
    </figure>
  );
}

function plotLabel(words: Words<"editor">, days: Days): string {
  const { t, format } = words;
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return t("rewind.byDay");
  return t("rewind.fromTo", {
    firstDay: format.day(first.day),
    first: estimateWords(words, first),
    lastDay: format.day(last.day),
    last: estimateWords(words, last),
  });
}
