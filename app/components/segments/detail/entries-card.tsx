import type { SegmentDetail } from "../../../queries/read-segment.ts";
import { PlotCard } from "../../plot/plot-card.tsx";
import { useWords } from "../../words/use-words.ts";
import { flowPlot } from "./flow-plot.ts";

/** Entries and exits of the last days. */
export function EntriesCard({ days }: { days: SegmentDetail["days"] }) {
  const words = useWords("segments");
  const { t, format } = words;
  const sum = (of: "entries" | "exits"): string =>
    format.count(days.reduce((all, day) => all + day[of], 0));
  return (
    <PlotCard
      title={t("flow.title")}
      hint={t("flow.hint", { entries: sum("entries"), exits: sum("exits") })}
      plot={flowPlot(words, days)}
    />
  );
}
