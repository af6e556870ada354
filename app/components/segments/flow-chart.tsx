import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import type { SegmentDetail } from "../../queries/read-segment.ts";
import { formatDay } from "../format/format-date.ts";
import { formatCount } from "../format/format-number.ts";
import { ResponsiveTable } from "../table/responsive-table.tsx";
import { SectionCard } from "../table/section-card.tsx";

type Day = SegmentDetail["days"][number];

/** Who came and who went, day by day, with a table of the same numbers. */
export function FlowChart({ days }: { days: readonly Day[] }) {
  const [isTable, setIsTable] = useState(false);
  const entries = days.reduce((sum, day) => sum + day.entries, 0);
  const exits = days.reduce((sum, day) => sum + day.exits, 0);
  return (
    <SectionCard
      title="Entries and exits"
      hint={`Last ${days.length} days`}
      action={
        <Button variant="plain" onClick={() => setIsTable(!isTable)}>
          {isTable ? "Show chart" : "Show table"}
        </Button>
      }
    >
      <BlockStack gap="300">
        <InlineStack gap="400">
          <span className="k-legend">
            <span className="k-swatch k-swatch-in" aria-hidden="true" />
            <Text as="span" tone="subdued">{`${formatCount(entries)} entered`}</Text>
          </span>
          <span className="k-legend">
            <span className="k-swatch k-swatch-out" aria-hidden="true" />
            <Text as="span" tone="subdued">{`${formatCount(exits)} left`}</Text>
          </span>
        </InlineStack>
        {isTable ? (
          <FlowTable days={days} />
        ) : (
          <FlowBars days={days} label={flowLabel(entries, exits, days)} />
        )}
      </BlockStack>
    </SectionCard>
  );
}

const flowLabel = (entries: number, exits: number, days: readonly Day[]): string =>
  `${formatCount(entries)} entries and ${formatCount(exits)} exits in the last ${days.length} days`;

function FlowBars({ days, label }: { days: readonly Day[]; label: string }) {
  const most = Math.max(1, ...days.map((day) => Math.max(day.entries, day.exits)));
  const height = (count: number) => (count === 0 ? 0 : `max(2px, ${(100 * count) / most}%)`);
  const first = days[0];
  const last = days.at(-1);
  return (
    <div role="img" aria-label={label}>
      <div className="k-flow" aria-hidden="true">
        {days.map(({ day, entries, exits, size }) => (
          <div
            key={day}
            className="k-flow-day"
            title={`${formatDay(day)}: ${formatCount(entries)} in, ${formatCount(exits)} out, ${formatCount(size)} at the end`}
          >
            <div className="k-flow-in">
              <span style={{ height: height(entries) }} />
            </div>
            <div className="k-flow-out">
              <span style={{ height: height(exits) }} />
            </div>
          </div>
        ))}
      </div>
      <InlineStack align="space-between">
        <Text as="span" variant="bodySm" tone="subdued">
          {first ? formatDay(first.day) : ""}
        </Text>
        <Text as="span" variant="bodySm" tone="subdued">
          {last ? `${formatDay(last.day)}, so far` : ""}
        </Text>
      </InlineStack>
    </div>
  );
}

function FlowTable({ days }: { days: readonly Day[] }) {
  return (
    <ResponsiveTable
      caption="Entries and exits by day"
      rows={days.toReversed()}
      rowKey={({ day }) => day}
      columns={[
        { header: "Day", cell: ({ day }) => formatDay(day) },
        { header: "Entered", cell: ({ entries }) => formatCount(entries), isNumeric: true },
        { header: "Left", cell: ({ exits }) => formatCount(exits), isNumeric: true },
        { header: "Size at the end", cell: ({ size }) => formatCount(size), isNumeric: true },
      ]}
    />
  );
}
