import { BlockStack, Box, Button, ButtonGroup, SkeletonBodyText, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { Trans } from "react-i18next";
import type { Stitching } from "../../queries/read-stitching.ts";
import { InstantText } from "../format/instant-text.tsx";
import { SectionCard } from "../table/section-card.tsx";
import { useWords } from "../words/use-words.ts";
import { estimateOrders } from "./judged-words.ts";
import { GapTable } from "./gap-table.tsx";
import { StitchStrip } from "./stitch-strip.tsx";

/** The report, or how far it is. */
export type StitchingState =
  | { state: "loading" }
  | { state: "failed"; retry: () => void }
  | { state: "read"; report: Stitching };

interface Props {
  stitching: StitchingState;
  days: number;
  ranges: readonly number[];
  onChoose: (days: number) => void;
  editorUrl: string;
}

/** How many online orders are tied to browsing before them, and why the others are not. */
export function StitchingCard({ stitching, days, ranges, onChoose, editorUrl }: Props) {
  const { t, format } = useWords("quality");
  return (
    <SectionCard
      title={t("stitching.title")}
      hint={t("stitching.hint")}
      isFlush
      action={
        <ButtonGroup variant="segmented">
          {ranges.map((range) => (
            <Button
              key={range}
              size="micro"
              pressed={range === days}
              onClick={() => onChoose(range)}
            >
              {t("stitching.days", { count: range, amount: format.count(range) })}
            </Button>
          ))}
        </ButtonGroup>
      }
    >
      <div aria-live="polite" aria-busy={stitching.state === "loading"}>
        <Content stitching={stitching} editorUrl={editorUrl} />
      </div>
    </SectionCard>
  );
}

function Content({ stitching, editorUrl }: Pick<Props, "stitching" | "editorUrl">) {
  const { t } = useWords("quality");
  switch (stitching.state) {
    case "loading":
      return (
        <Inset>
          <SkeletonBodyText lines={6} />
        </Inset>
      );
    case "failed":
      return (
        <Inset>
          <BlockStack gap="300" inlineAlign="start">
            <Text as="p" tone="critical">
              {t("stitching.failed")}
            </Text>
            <Button onClick={stitching.retry}>{t("common:error.tryAgain")}</Button>
          </BlockStack>
        </Inset>
      );
    case "read":
      return <Report report={stitching.report} editorUrl={editorUrl} />;
  }
}

const Inset = ({ children }: { children: ReactNode }) => (
  <Box padding="400" paddingBlockStart="0">
    {children}
  </Box>
);

function Report({ report, editorUrl }: { report: Stitching; editorUrl: string }) {
  const { t, format } = useWords("quality");
  const { orders, judged, tied, to } = report;
  const { low, high } = estimateOrders(report, tied);
  if (orders === 0) {
    return (
      <Inset>
        <BlockStack gap="200">
          <Text as="p">{t("stitching.none")}</Text>
          <LeftOut report={report} />
        </BlockStack>
      </Inset>
    );
  }
  return (
    <>
      <Inset>
        <BlockStack gap="300">
          <div>
            <Text as="p" variant="heading2xl" numeric>
              {format.share(tied, judged)}
            </Text>
            <Text as="p" tone="subdued">
              <Trans
                t={t}
                i18nKey={judged === orders ? "stitching.tiedOf" : "stitching.tiedOfSome"}
                count={orders}
                values={{
                  tied: format.count(tied),
                  amount: format.count(orders),
                  judged: format.count(judged),
                  low: format.share(low, orders),
                  high: format.share(high, orders),
                }}
                components={{ instant: <InstantText at={to} /> }}
              />
            </Text>
          </div>
          <StitchStrip report={report} />
        </BlockStack>
      </Inset>
      {tied === judged ? null : <GapTable report={report} editorUrl={editorUrl} />}
      <Box padding="400" paddingBlockStart={tied === judged ? "0" : "300"}>
        <LeftOut report={report} />
      </Box>
    </>
  );
}

/** What is no online order, and what is only taken for one. */
function LeftOut({ report: { elsewhere, channelUntold } }: { report: Stitching }) {
  const { t, format } = useWords("quality");
  const parts = (["pos", "draft", "otherChannels", "test"] as const)
    .filter((kind) => elsewhere[kind] > 0)
    .map((kind) => {
      const count = elsewhere[kind];
      return t(`stitching.${kind}`, { count, amount: format.count(count) });
    });
  return (
    <Text as="p" variant="bodySm" tone="subdued">
      {parts.length === 0
        ? t("stitching.noneLeftOut")
        : t("stitching.leftOut", { orders: parts.join(", ") })}
      {channelUntold === 0
        ? null
        : ` ${t("stitching.untold", { count: channelUntold, amount: format.count(channelUntold) })}`}
    </Text>
  );
}
