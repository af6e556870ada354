import { BlockStack, Button, Text } from "@shopify/polaris";
import type { SegmentDetail } from "../../../queries/read-segment.ts";
import { formatDuration } from "../../format/format-date.ts";
import { SectionCard } from "../../table/section-card.tsx";
import { ConditionList } from "../condition-list.tsx";

/** Who belongs to a segment and who leaves it, in words. */
export function RuleCard(props: {
  segment: Pick<
    SegmentDetail,
    "handle" | "condition" | "leaveWhen" | "minimumStayMs" | "minimumAbsenceMs"
  >;
}) {
  const { handle, condition, leaveWhen, minimumStayMs, minimumAbsenceMs } = props.segment;
  return (
    <SectionCard
      title="Who belongs to it"
      action={
        <Button variant="plain" url={`/app/segments/${handle}/edit`}>
          Edit
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
              Members stay until this holds:
            </Text>
            <ConditionList condition={leaveWhen} />
          </div>
        )}
        {minimumStayMs > 0 ? (
          <Text
            as="p"
            tone="subdued"
          >{`Who enters stays for ${formatDuration(minimumStayMs)} at least.`}</Text>
        ) : null}
        {minimumAbsenceMs > 0 ? (
          <Text
            as="p"
            tone="subdued"
          >{`Who left stays out for ${formatDuration(minimumAbsenceMs)} at least.`}</Text>
        ) : null}
      </BlockStack>
    </SectionCard>
  );
}
