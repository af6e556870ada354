import { Button } from "@shopify/polaris";
import { useState } from "react";
import { useWords } from "../words/use-words.ts";
import type { PlotData } from "./plot-data.ts";
import { PlotTableView } from "./plot-table.tsx";
import { Plot } from "./plot.tsx";

/** Whether a plot is shown as a table, and the button that changes it. */
export function usePlotSwitch() {
  const { t } = useWords("common");
  const [isTable, setIsTable] = useState(false);
  const button = (
    <Button variant="plain" onClick={() => setIsTable(!isTable)}>
      {isTable ? t("plot.showPlot") : t("plot.showTable")}
    </Button>
  );
  return { isTable, button };
}

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
