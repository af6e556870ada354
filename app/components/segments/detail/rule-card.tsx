import { BlockStack, Button, Text } from "@shopify/polaris";
import type { SegmentDetail } from "../../../queries/read-segment.ts";
import { SectionCard } from "../../table/section-card.tsx";
import { useWords } from "../../words/use-words.ts";
import { ConditionList } from "../condition-list.tsx";

/** Who belongs to a segment and who leaves it, in words. */
export function RuleCard(props: {
  segment: Pick<
    SegmentDetail,
    "handle" | "condition" | "leaveWhen" | "minimumStayMs" | "minimumAbsenceMs"
  >;
}) {
  const { t, format } = useWords("segments");
  const { handle, condition, leaveWhen, minimumStayMs, minimumAbsenceMs } = props.segment;
  return (
    <SectionCard
      title={t("rule.title")}
      action={
        <Button variant="plain" url={`/app/segments/${handle}/edit`}>
          {t("common:action.edit")}
        </Button>
      }
    >
      <BlockStack gap="300">
        <div>
          <ConditionList condition={condition} />
        </div>
        {leaveWhen === null ? null : (
          <div>
            <Text as="p" fontWeight="medium">
              {t("rule.stay")}
            </Text>
            <ConditionList condition={leaveWhen} />
          </div>
        )}
        {minimumStayMs > 0 ? (
          <Text as="p" tone="subdued">
            {t("rule.minimumStay", { time: format.duration(minimumStayMs) })}
          </Text>
        ) : null}
        {minimumAbsenceMs > 0 ? (
          <Text as="p" tone="subdued">
            {t("rule.minimumAbsence", { time: format.duration(minimumAbsenceMs) })}
          </Text>
        ) : null}
      </BlockStack>
    </SectionCard>
  );
}
