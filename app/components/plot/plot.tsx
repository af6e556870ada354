import { FunnelView } from "./funnel-view.tsx";
import { MatrixView } from "./matrix-view.tsx";
import type { PlotData } from "./plot-data.ts";
import { PointsView } from "./points-view.tsx";
import { SeriesView } from "./series-view.tsx";

/** A plot without a card. Where it stands alone, its numbers must be readable nearby: PlotCard has them as a table. */
export function Plot({ plot, label }: { plot: PlotData; label: string }) {
  switch (plot.kind) {
    case "line":
    case "area":
    case "bars":
    case "histogram":
      return <SeriesView plot={plot} label={label} />;
    case "matrix":
      return <MatrixView plot={plot} label={label} />;
    case "funnel":
      return <FunnelView plot={plot} />;
    case "points":
      return <PointsView plot={plot} label={label} />;
  }
}
