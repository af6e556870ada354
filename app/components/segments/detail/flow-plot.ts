import type { SegmentDetail } from "../../../queries/read-segment.ts";
import type { PlotData } from "../../plot/plot-data.ts";
import type { Words } from "../../words/use-words.ts";

/** Who came and who went, day by day: upwards and downwards of one line, with the size in the table. */
export function flowPlot({ t, format }: Words<"segments">, days: SegmentDetail["days"]): PlotData {
  const last = days.at(-1)?.day;
  return {
    kind: "bars",
    placeName: t("flow.day"),
    places: days.map(({ day }) => ({
      key: day,
      name: day === last ? t("flow.soFar", { day: format.day(day) }) : format.day(day),
      tick: format.day(day),
    })),
    series: [
      {
        key: "entered",
        name: t("flow.entered"),
        values: days.map(({ entries }) => entries),
        tone: "blue",
      },
      {
        key: "left",
        name: t("flow.left"),
        values: days.map(({ exits }) => -exits),
        tone: "amber",
      },
      {
        key: "size",
        name: t("flow.size"),
        values: days.map(({ size }) => size),
        mark: "none",
      },
    ],
    isStacked: true,
    isWhole: true,
    // Who left is told as a number of people, not as a negative one.
    format: (value) => format.count(Math.abs(value)),
  };
}
