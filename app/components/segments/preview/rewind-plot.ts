import type { RewindOutcome } from "../../../services/rewind-segment.ts";
import type { PlotData } from "../../plot/plot-data.ts";
import type { Words } from "../../words/use-words.ts";

type Days = Extract<RewindOutcome, { outcome: "rewound" }>["days"];

/** The sizes as a line in front of the band in which they lie, where they are estimates. */
export function rewindPlot({ t, format }: Words<"editor">, days: Days): PlotData {
  const last = days.at(-1)?.day;
  const isEstimated = days.some(({ low, high }) => low !== high);
  return {
    kind: "line",
    isWhole: true,
    placeName: t("rewind.day"),
    places: days.map(({ day }) => ({
      key: day,
      name: day === last ? t("rewind.soFar", { day: format.day(day) }) : format.day(day),
      tick: format.day(day),
    })),
    series: [
      {
        key: "customers",
        name: t("rewind.customers"),
        values: days.map(({ count }) => count),
        ...(isEstimated ? { ranges: days.map(({ low, high }) => ({ low, high })) } : {}),
      },
    ],
    format: format.count,
  };
}
