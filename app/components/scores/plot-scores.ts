import { SCORES_IN_ORDER } from "../../pipeline/shared/score-names.ts";
import type { ScoreDay } from "../../queries/read-score-history.ts";
import type { SeriesPlot } from "../plot/plot-data.ts";
import type { Words } from "../words/use-words.ts";
import { isoDay } from "./iso-day.ts";

const MICRO_PER_POINT = 1_000_000;

/** The four scores day by day as lines from 0 to 100, broken where one is unknown. At least one day. */
export function plotScores({ t, format }: Words<"scores">, days: readonly ScoreDay[]): SeriesPlot {
  const first = days[0]?.day ?? 0;
  const last = days.at(-1)?.day ?? 0;
  const byDay = new Map(days.map((day) => [day.day, day]));
  const all = Array.from({ length: last - first + 1 }, (_, place) => first + place);
  return {
    kind: "line",
    placeName: t("history.day"),
    places: all.map((day) => ({ key: isoDay(day), name: format.day(isoDay(day)) })),
    series: SCORES_IN_ORDER.map((score) => ({
      key: score,
      name: t(`common:score.${score}`),
      values: all.map((day) => {
        const points = byDay.get(day)?.[score] ?? null;
        return points === null ? null : points / MICRO_PER_POINT;
      }),
    })),
    format: (points) => format.decimal(points, 1),
    axisFormat: (points) => format.decimal(points, 0),
    lowest: 0,
    highest: 100,
  };
}
