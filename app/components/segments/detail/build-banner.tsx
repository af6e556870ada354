import { Banner, ProgressBar, BlockStack, Text } from "@shopify/polaris";
import type { Instant } from "../../../pipeline/shared/time.ts";
import type { SegmentState } from "../../../queries/segment-state.ts";
import { formatDuration } from "../../format/format-date.ts";
import { formatCount } from "../../format/format-number.ts";
import { estimateBuild } from "./estimate-build.ts";

/** How far the building of a segment is, and what holds until it is done. */
export function BuildBanner({ state, asOf }: { state: SegmentState; asOf: Instant }) {
  if (state.kind === "in-force") return null;
  const { done, total, isFirst } = state;
  return (
    <Banner tone="info" title={isFirst ? "The segment is being built" : "A change is being built"}>
      <BlockStack gap="200">
        <Text as="p">
          {isFirst
            ? "Nobody is in it until everybody has been looked at; then its members enter at once."
            : "Members and tags stay as they are until everybody has been looked at; then both change at once."}
        </Text>
        <ProgressBar
          size="small"
          progress={total === 0 ? 0 : (100 * done) / total}
          ariaLabelledBy="build-progress"
        />
        <Text as="p" tone="subdued" id="build-progress">
          {`${formatCount(done)} of ${formatCount(total)} people looked at${leftWords(state, asOf)}`}
        </Text>
      </BlockStack>
    </Banner>
  );
}

function leftWords(state: Extract<SegmentState, { kind: "building" }>, asOf: Instant): string {
  const left = estimateBuild(state, asOf);
  return left === null ? "" : `, about ${formatDuration(left)} left`;
}
