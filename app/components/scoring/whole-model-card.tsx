import { Text } from "@shopify/polaris";
import type { ScoringModel } from "../../pipeline/score/model.ts";
import { ResponsiveTable } from "../table/responsive-table.tsx";
import { SectionCard } from "../table/section-card.tsx";

/** The numbers that are no signal's: value, trust, and how the scores become one. */
export function WholeModelCard({ model }: { model: ScoringModel }) {
  const { value, trustCaps, behavior } = model;
  const whole = behavior.intent + behavior.engagement + behavior.value;
  const part = (weight: number): string => `${Math.round((1000 * weight) / whole) / 10}%`;
  const rows: [string, string][] = [
    ["Money: for each tenth of your customers that it reaches", `${value.pointsPerDecile} points`],
    ["Orders of a year", `${value.pointsPerOrder} points each, at most ${value.frequencyCap}`],
    ["Last order, halved with every typical gap", `${value.recencyPoints} points`],
    ["From what Shopify did not sign, at most", `${trustCaps.claimed} points`],
    ["From what anybody could have sent, at most", `${trustCaps.unsigned} points`],
    [
      "Behavior is made of",
      `intent ${part(behavior.intent)}, engagement ${part(behavior.engagement)}, value ${part(behavior.value)}`,
    ],
  ];
  return (
    <SectionCard
      title="Value, trust and behavior"
      hint="What orders are worth, how far sources are believed, and how the three scores become one."
      isFlush
    >
      <ResponsiveTable
        caption="Value, trust and behavior"
        rows={rows}
        rowKey={([name]) => name}
        columns={[
          {
            header: "What",
            cell: ([name]) => (
              <Text as="span" fontWeight="medium">
                {name}
              </Text>
            ),
          },
          { header: "Counts", cell: ([, number]) => number },
        ]}
      />
    </SectionCard>
  );
}
