import type { ScoreName } from "../../pipeline/score/scores.ts";
import type { ScoreDay } from "../../queries/read-score-history.ts";
import { formatDay } from "../format/format-date.ts";
import { formatPoints } from "../format/format-number.ts";
import { isoDay } from "./iso-day.ts";
import { findRuns } from "./plot-runs.ts";
import { SCORE_WORDS } from "./score-words.ts";

const STEPS = [0, 25, 50, 75, 100];
const MICRO_PER_POINT = 1_000_000;

/** One score day by day as a line from 0 to 100, broken where it is unknown. At least one day. */
export function HistoryPlot({ days, score }: { days: readonly ScoreDay[]; score: ScoreName }) {
  const first = days[0]?.day ?? 0;
  const last = days.at(-1)?.day ?? 0;
  const byDay = new Map(days.map((day) => [day.day, day]));
  const width = Math.max(1, last - first);
  const runs = findRuns(days.map((day) => ({ place: day.day - first, value: day[score] })));
  const height = (micro: number): string => (100 - micro / MICRO_PER_POINT).toFixed(2);
  return (
    <figure className="k-histogram" role="img" aria-label={plotLabel(days, score)}>
      <div className="k-histogram-plot k-history-plot" aria-hidden="true">
        {STEPS.map((step) => (
          <div key={step} className="k-histogram-line" style={{ bottom: `${step}%` }}>
            <span>{step}</span>
          </div>
        ))}
        <svg viewBox={`0 0 ${width} 100`} preserveAspectRatio="none">
          {runs.map((run) => (
            <polyline
              key={run[0]?.place}
              // A line of one point is none: a day alone is drawn from and to itself.
              points={[...run, ...run.slice(-1)]
                .map(({ place, value }) => `${place},${height(value)}`)
                .join(" ")}
            />
          ))}
        </svg>
        {Array.from({ length: last - first + 1 }, (_, place) => (
          <span
            key={place}
            className="k-stack"
            data-tip={dayWords(first + place, byDay.get(first + place)?.[score] ?? null)}
          />
        ))}
      </div>
      <div className="k-histogram-axis" aria-hidden="true">
        <span>{formatDay(isoDay(first))}</span>
        <span>{formatDay(isoDay(last))}</span>
      </div>
    </figure>
  );
}

const pointsWords = (points: number | null): string =>
  points === null ? "unknown" : formatPoints(points, 1);

const dayWords = (day: number, points: number | null): string =>
  `${formatDay(isoDay(day))}: ${pointsWords(points)}`;

function plotLabel(days: readonly ScoreDay[], score: ScoreName): string {
  const [first, last] = [days[0], days.at(-1)];
  const name = `${SCORE_WORDS[score].label} score by day`;
  if (first === undefined || last === undefined) return name;
  return `${name}: ${dayWords(first.day, first[score])}, ${dayWords(last.day, last[score])}`;
}
