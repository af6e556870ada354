import { BlockStack, Text } from "@shopify/polaris";
import type { Timeless } from "../../../pipeline/segment/without-history.ts";
import type { RewindOutcome } from "../../../services/rewind-segment.ts";
import { PlotOrTable } from "../../plot/plot-or-table.tsx";
import { useWords, type Words } from "../../words/use-words.ts";
import { rewindPlot } from "./rewind-plot.ts";

/** The sizes of the last days as a plot or a table, and what they are made of. Fetched apart from the page. */
export function RewindAnswer(props: { answer: RewindOutcome; title: string; isTable: boolean }) {
  const { answer, title, isTable } = props;
  const words = useWords("editor");
  if (answer.outcome === "not-sound") {
    return (
      <Text as="p" tone="subdued">
        {words.t("preview.incomplete")}
      </Text>
    );
  }
  return (
    <BlockStack gap="200">
      <PlotOrTable plot={rewindPlot(words, answer.days)} title={title} isTable={isTable} />
      <Text as="p" variant="bodySm" tone="subdued">
        {basisWords(words, answer)}
      </Text>
    </BlockStack>
  );
}

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
