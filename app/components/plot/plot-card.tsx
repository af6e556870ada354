import { BlockStack, InlineStack } from "@shopify/polaris";
import type { ReactNode } from "react";
import { SectionCard } from "../table/section-card.tsx";
import type { PlotData } from "./plot-data.ts";
import { PlotOrTable } from "./plot-or-table.tsx";
import { usePlotSwitch } from "./use-plot-switch.tsx";

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
  const { isTable, button } = usePlotSwitch();
  return (
    <SectionCard
      title={title}
      hint={hint}
      action={
        <InlineStack gap="300" blockAlign="center">
          {action}
          {button}
        </InlineStack>
      }
    >
      <BlockStack gap="300">
        {above}
        <PlotOrTable plot={plot} title={title} isTable={isTable} />
        {below}
      </BlockStack>
    </SectionCard>
  );
}
