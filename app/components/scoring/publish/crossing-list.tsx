import { BlockStack, List, Text } from "@shopify/polaris";
import type { ThresholdCrossings } from "../../../services/preview-scoring.ts";
import { useReadyNames } from "../../segments/use-ready-names.ts";
import { useScoringWords } from "../scoring-words.ts";

/** Whom publishing would bring over or below what segments ask of a score. */
export function CrossingList({ thresholds }: { thresholds: readonly ThresholdCrossings[] }) {
  const { t, format } = useScoringWords();
  const crossed = useReadyNames(thresholds).filter(
    ({ reaching, losing }) => reaching.count + losing.count > 0,
  );
  if (crossed.length === 0) return <Text as="p">{t("publish.nobodyCrosses")}</Text>;
  return (
    <BlockStack gap="100">
      <Text as="p">{t("publish.crossing")}</Text>
      <List>
        {crossed.map(({ score, comparison, points, segments, reaching, losing }) => (
          <List.Item key={`${score} ${comparison} ${points}`}>
            {t("publish.crosses", {
              segments: format.list(segments.map(({ name }) => name)),
              reaching: format.estimate(reaching),
              losing: format.estimate(losing),
            })}
          </List.Item>
        ))}
      </List>
    </BlockStack>
  );
}
