import { BlockStack, Box, Button, ButtonGroup, SkeletonBodyText, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import type { Stitching } from "../../queries/read-stitching.ts";
import { formatCount, formatCounted, formatShare } from "../format/format-number.ts";
import { InstantText } from "../format/instant-text.tsx";
import { SectionCard } from "../table/section-card.tsx";
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
  return (
    <SectionCard
      title="Orders tied to browsing"
      hint="Online orders whose customer was seen looking around in the 30 days before"
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
              {`${range} days`}
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
              The report could not be computed. Nothing is lost; try fewer days, or again.
            </Text>
            <Button onClick={stitching.retry}>Try again</Button>
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
  const { orders, tied, to } = report;
  if (orders === 0) {
    return (
      <Inset>
        <BlockStack gap="200">
          <Text as="p">No online order in these days.</Text>
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
              {formatShare(tied, orders)}
            </Text>
            <Text as="p" tone="subdued">
              {`${formatCount(tied)} of ${formatCounted(orders, "online order")}, as of `}
              <InstantText at={to} />
            </Text>
          </div>
          <StitchStrip report={report} />
        </BlockStack>
      </Inset>
      {tied === orders ? null : <GapTable report={report} editorUrl={editorUrl} />}
      <Box padding="400" paddingBlockStart={tied === orders ? "0" : "300"}>
        <LeftOut report={report} />
      </Box>
    </>
  );
}

/** What is no online order, and what is only taken for one. */
function LeftOut({ report: { elsewhere, channelUntold } }: { report: Stitching }) {
  const { pos, draft, otherChannels, test } = elsewhere;
  const parts = [
    pos > 0 ? `${formatCount(pos)} of Point of Sale` : "",
    draft > 0 ? `${formatCounted(draft, "draft order")}` : "",
    otherChannels > 0 ? `${formatCount(otherChannels)} of other channels` : "",
    test > 0 ? formatCounted(test, "test order") : "",
  ].filter((part) => part !== "");
  return (
    <Text as="p" variant="bodySm" tone="subdued">
      {parts.length === 0 ? "No other order was left out." : `Left out: ${parts.join(", ")}.`}
      {channelUntold === 0
        ? ""
        : ` ${formatCounted(channelUntold, "order")} without a channel ${channelUntold === 1 ? "is" : "are"} taken for online.`}
    </Text>
  );
}
