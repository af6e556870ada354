import type { PlotData } from "./plot-data.ts";
import { PlotTableView } from "./plot-table.tsx";
import { Plot } from "./plot.tsx";

/** A plot or the table of its numbers, for cards that have more to show than a plot; others use PlotCard. */
export function PlotOrTable(props: { plot: PlotData; title: string; isTable: boolean }) {
  const { plot, title, isTable } = props;
  if (!isTable) return <Plot plot={plot} label={title} />;
  return (
    <div className="k-plot-table">
      <PlotTableView plot={plot} title={title} />
    </div>
  );
}
