import { BlockStack, Button, InlineStack } from "@shopify/polaris";
import { useState, type ReactNode } from "react";
import { SectionCard } from "../table/section-card.tsx";
import { useWords } from "../words/use-words.ts";
import type { PlotData } from "./plot-data.ts";
import { PlotTableView } from "./plot-table.tsx";
import { Plot } from "./plot.tsx";

interface Props {
  title: string;
  /** One sentence below the title. */
  hint?: ReactNode;
  /** Beside the title, before the switch to the table. */
  action?: ReactNode;
  plot: PlotData;
  /** Above the plot and the table: choices, sums. */
  above?: ReactNode;
  /** Below both: what the numbers do not say, as of when they are. */
  below?: ReactNode;
}

/** A plot in a card of its own, with a table of the same numbers. */
export function PlotCard({ title, hint, action, plot, above, below }: Props) {
  const { t } = useWords("common");
  const [isTable, setIsTable] = useState(false);
  return (
    <SectionCard
      title={title}
      hint={hint}
      action={
        <InlineStack gap="300" blockAlign="center">
          {action}
          <Button variant="plain" onClick={() => setIsTable(!isTable)}>
            {isTable ? t("plot.showPlot") : t("plot.showTable")}
          </Button>
        </InlineStack>
      }
    >
      <BlockStack gap="300">
        {above}
        {isTable ? (
          <div className="k-plot-table">
            <PlotTableView plot={plot} title={title} />
          </div>
        ) : (
          <Plot plot={plot} label={title} />
        )}
        {below}
      </BlockStack>
    </SectionCard>
  );
}
