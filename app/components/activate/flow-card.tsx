import { Badge, Banner, BlockStack, InlineStack, Text } from "@shopify/polaris";
import type { Announcement } from "../../pipeline/activate/announcements.ts";
import type { ToldStatus } from "../../queries/read-activation.ts";
import { formatCount } from "../format/format-number.ts";
import { InstantText } from "../format/instant-text.tsx";
import { SectionCard } from "../table/section-card.tsx";

const TRIGGERS = [
  {
    kind: "entered",
    name: "Segment entered",
    words: "with the segment’s name and handle, and why",
  },
  { kind: "left", name: "Segment left", words: "with the segment’s name and handle, and why" },
  {
    kind: "crossed",
    name: "Score crossed",
    words: "when a score goes over or under 25, 50 or 75, with its points before and after",
  },
] as const;

/** What workflows of Shopify Flow can do with Kindling, and what they do. */
export function FlowCard(props: {
  /** What enabled workflows use. */
  used: readonly Announcement["kind"][];
  status: ToldStatus;
}) {
  const { used } = props;
  const { told, waiting, refused, refusal, lastToldAt } = props.status;
  return (
    <SectionCard
      title="Shopify Flow"
      hint="Build a workflow in the Flow app and start it with a trigger of Kindling."
    >
      <BlockStack gap="400">
        <BlockStack gap="200" as="ul">
          {TRIGGERS.map(({ kind, name, words }) => (
            <li key={kind} className="k-plain">
              <InlineStack gap="200" blockAlign="center">
                <Text as="span" fontWeight="semibold">
                  {name}
                </Text>
                {used.includes(kind) ? (
                  <Badge tone="success">In use</Badge>
                ) : (
                  <Badge>Not in use</Badge>
                )}
              </InlineStack>
              <Text as="p" tone="subdued">
                {`Runs for the customer, ${words}.`}
              </Text>
            </li>
          ))}
        </BlockStack>
        <Text as="p">
          {used.length === 0
            ? "No enabled workflow starts with a trigger of Kindling, so none is sent."
            : `${formatCount(told)} sent in the last 30 days${waiting === 0 ? "" : `, ${formatCount(waiting)} on the way`}.`}
          {lastToldAt === null ? null : (
            <>
              {" The last one "}
              <InstantText at={lastToldAt} />.
            </>
          )}
        </Text>
        <Text as="p">
          In the middle of a workflow, <strong>Recalculate scores</strong> has a customer scored at
          once, and <strong>Record a signal</strong> counts what another app knows, such as Product
          Reviewed, as behavior.
        </Text>
        {refused === 0 ? null : (
          <Banner tone="warning" title={`Flow refused ${formatCount(refused)}`}>
            {refusal}
          </Banner>
        )}
      </BlockStack>
    </SectionCard>
  );
}
