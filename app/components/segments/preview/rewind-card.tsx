import { BlockStack, Button, Text } from "@shopify/polaris";
import { useState } from "react";
import type { Timeless } from "../../../pipeline/segment/without-history.ts";
import type { RewindOutcome } from "../../../services/rewind-segment.ts";
import { ResponsiveTable } from "../../table/responsive-table.tsx";
import { SectionCard } from "../../table/section-card.tsx";
import { useWords, type Words } from "../../words/use-words.ts";
import { AnswerFrame } from "./answer-frame.tsx";
import { estimateWords, intervalWords } from "./estimate-words.ts";
import { RewindPlot } from "./rewind-plot.tsx";
import type { LiveAnswer } from "./use-answer.ts";

/** How many customers would have been in a segment on each of the last days, with a table of the same numbers. */
export function RewindCard({ live }: { live: LiveAnswer<RewindOutcome> }) {
  const words = useWords("editor");
  const { t } = words;
  const [isTable, setIsTable] = useState(false);
  return (
    <SectionCard
      title={t("rewind.title")}
      hint={t("rewind.hint")}
      action={
        <Button variant="plain" onClick={() => setIsTable(!isTable)}>
          {isTable ? t("rewind.showChart") : t("rewind.showTable")}
        </Button>
      }
    >
      <div className="k-rewind">
        <AnswerFrame live={live} lines={7}>
          {(answer) =>
            answer.outcome === "not-sound" ? (
              <Text as="p" tone="subdued">
                {t("preview.incomplete")}
              </Text>
            ) : (
              <BlockStack gap="200">
                {isTable ? <DayTable days={answer.days} /> : <RewindPlot days={answer.days} />}
                <Text as="p" variant="bodySm" tone="subdued">
                  {basisWords(words, answer)}
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
  const words = useWords("editor");
  const { t, format } = words;
  return (
    <ResponsiveTable
      caption={t("rewind.caption")}
      rows={days.toReversed()}
      rowKey={({ day }) => day}
      columns={[
        { header: t("rewind.day"), cell: ({ day }) => format.day(day) },
        {
          header: t("rewind.customers"),
          cell: (row) => estimateWords(words, row),
          isNumeric: true,
        },
        {
          header: t("rewind.interval"),
          cell: (row) => intervalWords(words, row) ?? t("rewind.exact"),
          isNumeric: true,
        },
      ]}
    />
  );
}

function basisWords({ t, format }: Words<"editor">, { drawn, total, asNow }: Rewound): string {
  const basis =
    drawn === total
      ? t("rewind.fromAll", { count: total, total: format.count(total) })
      : t("rewind.fromSome", { drawn: format.count(drawn), total: format.count(total) });
  if (asNow.length === 0) return basis;
  const things = format.list(asNow.map((one: Timeless) => t(`rewind.timeless.${one}`)));
  return t("rewind.asNow", { basis, things });
}
