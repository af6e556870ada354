import { BlockStack, Button, Text } from "@shopify/polaris";
import { useState } from "react";
import type { Timeless } from "../../../pipeline/segment/without-history.ts";
import type { RewindOutcome } from "../../../services/rewind-segment.ts";
import { formatDay } from "../../format/format-date.ts";
import { formatCount } from "../../format/format-number.ts";
import { ResponsiveTable } from "../../table/responsive-table.tsx";
import { SectionCard } from "../../table/section-card.tsx";
import { AnswerFrame } from "./answer-frame.tsx";
import { estimateWords, intervalWords } from "./estimate-words.ts";
import { RewindPlot } from "./rewind-plot.tsx";
import type { LiveAnswer } from "./use-answer.ts";

/** How many customers would have been in a segment on each of the last days, with a table of the same numbers. */
export function RewindCard({ live }: { live: LiveAnswer<RewindOutcome> }) {
  const [isTable, setIsTable] = useState(false);
  return (
    <SectionCard
      title="The last 90 days"
      hint="How many customers would have met the condition at the end of each day"
      action={
        <Button variant="plain" onClick={() => setIsTable(!isTable)}>
          {isTable ? "Show chart" : "Show table"}
        </Button>
      }
    >
      <div className="k-rewind">
        <AnswerFrame live={live} lines={7}>
          {(answer) =>
            answer.outcome === "not-sound" ? (
              <Text as="p" tone="subdued">
                The condition is not complete.
              </Text>
            ) : (
              <BlockStack gap="200">
                {isTable ? <DayTable days={answer.days} /> : <RewindPlot days={answer.days} />}
                <Text as="p" variant="bodySm" tone="subdued">
                  {basisWords(answer)}
                </Text>
              </BlockStack>
            )
          }
        </AnswerFrame>
      </div>
    </SectionCard>
  );
}

type Rewound = Extract<RewindOutcome, { outcome: "rewound" }>;

function DayTable({ days }: { days: Rewound["days"] }) {
  return (
    <ResponsiveTable
      caption="Customers who would have met the condition"
      rows={days.toReversed()}
      rowKey={({ day }) => day}
      columns={[
        { header: "Day", cell: ({ day }) => formatDay(day) },
        { header: "Customers", cell: estimateWords, isNumeric: true },
        { header: "From … to", cell: (row) => intervalWords(row) ?? "exact", isNumeric: true },
      ]}
    />
  );
}

const TIMELESS_WORDS: Record<Timeless, string> = {
  consents: "consents",
  tags: "tags of others",
  catalog: "products and their prices",
  predictions: "predictions",
  segments: "other segments",
  benchmarks: "what customers are compared with",
};

function basisWords({ drawn, total, asNow }: Rewound): string {
  const basis =
    drawn === total
      ? `From all ${formatCount(total)} people, as their past is known today.`
      : `Estimated from ${formatCount(drawn)} of ${formatCount(total)} people, as their past is known today. The band is where the number lies with 95% certainty.`;
  if (asNow.length === 0) return basis;
  const words = asNow.map((one) => TIMELESS_WORDS[one]).join(", ");
  return `${basis} Taken as they are now, since their past is not kept: ${words}.`;
}
