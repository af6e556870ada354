import { Banner, ProgressBar, BlockStack, Text } from "@shopify/polaris";
import type { Instant } from "../../../pipeline/shared/time.ts";
import type { SegmentState } from "../../../queries/segment-state.ts";
import { useWords } from "../../words/use-words.ts";
import { estimateBuild } from "./estimate-build.ts";

/** How far the building of a segment is, and what holds until it is done. */
export function BuildBanner({ state, asOf }: { state: SegmentState; asOf: Instant }) {
  const { t, format } = useWords("segments");
  if (state.kind === "in-force") return null;
  const { done, total, isFirst } = state;
  const left = estimateBuild(state, asOf);
  const counted = { done: format.count(done), total: format.count(total) };
  return (
    <Banner tone="info" title={isFirst ? t("build.first") : t("build.change")}>
      <BlockStack gap="200">
        <Text as="p">{isFirst ? t("build.firstText") : t("build.changeText")}</Text>
        <ProgressBar
          size="small"
          progress={total === 0 ? 0 : (100 * done) / total}
          ariaLabelledBy="build-progress"
        />
        <Text as="p" tone="subdued" id="build-progress">
          {left === null
            ? t("build.progress", counted)
            : t("build.progressLeft", { ...counted, left: format.duration(left) })}
        </Text>
      </BlockStack>
    </Banner>
  );
}
