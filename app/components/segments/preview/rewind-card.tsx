import { BlockStack, Text } from "@shopify/polaris";
import { memo } from "react";
import type { Timeless } from "../../../pipeline/segment/without-history.ts";
import type { RewindOutcome } from "../../../services/rewind-segment.ts";
import { PlotOrTable, usePlotSwitch } from "../../plot/plot-switch.tsx";
import { SectionCard } from "../../table/section-card.tsx";
import { useWords, type Words } from "../../words/use-words.ts";
import { AnswerFrame } from "./answer-frame.tsx";
import { rewindPlot } from "./rewind-plot.ts";
import type { LiveAnswer } from "./use-answer.ts";

/** How many customers would have been in a segment on each of the last days, with a table of the same numbers. */
export const RewindCard = memo(function RewindCard(props: { live: LiveAnswer<RewindOutcome> }) {
  const { live } = props;
  const words = useWords("editor");
  const { t } = words;
  const { isTable, button } = usePlotSwitch();
  return (
    <SectionCard title={t("rewind.title")} hint={t("rewind.hint")} action={button}>
      <div className="k-rewind">
        <AnswerFrame live={live} lines={7}>
          {(answer) =>
            answer.outcome === "not-sound" ? (
              <Text as="p" tone="subdued">
                {t("preview.incomplete")}
              </Text>
            ) : (
              <BlockStack gap="200">
                <PlotOrTable
                  plot={rewindPlot(words, answer.days)}
                  title={t("rewind.title")}
                  isTable={isTable}
                />
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
});

type Rewound = Extract<RewindOutcome, { outcome: "rewound" }>;

function basisWords({ t, format }: Words<"editor">, { drawn, total, asNow }: Rewound): string {
  const basis =
    drawn === total
      ? t("rewind.fromAll", { count: total, total: format.count(total) })
      : t("rewind.fromSome", { drawn: format.count(drawn), total: format.count(total) });
  if (asNow.length === 0) return basis;
  const things = format.list(asNow.map((one: Timeless) => t(`rewind.timeless.${one}`)));
  return t("rewind.asNow", { basis, things });
}
