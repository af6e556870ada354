import { useFetcher } from "@remix-run/react";
import { Badge, Banner, BlockStack, Button, Text } from "@shopify/polaris";
import type { MetafieldStatus } from "../../queries/read-metafield-status.ts";
import { formatCount } from "../format/format-number.ts";
import { UNKNOWN_SHOP } from "../sources/no-seal-key.tsx";
import { SectionCard } from "../table/section-card.tsx";
import type { ActivationAnswer } from "./activation-answer.ts";

/** Whether scores and predictions stand in Shopify's customer metafields, and how far that is. */
export function MetafieldCard({ status }: { status: MetafieldStatus }) {
  const fetcher = useFetcher<ActivationAnswer>();
  const { isOn, error, refused, refusal } = status;
  const outcome = fetcher.data?.change === "metafields" ? fetcher.data.result.outcome : null;
  return (
    <SectionCard
      title="Scores in Shopify"
      hint="Metafields of each customer, to filter by in Shopify’s segment editor and to read in Flow."
      action={isOn ? <Badge tone="success">On</Badge> : <Badge>Off</Badge>}
    >
      <BlockStack gap="300">
        <Text as="p">
          {isOn
            ? progressOf(status)
            : "Off. Turned on, Kindling writes intent, engagement, value, behavior, the chance to buy within 30 days, the expected value and the RFM group to every customer. Your staff can read them, nobody but Kindling can change them, and neither your store nor a customer’s account shows them."}
        </Text>
        <Text as="p" tone="subdued">
          A number is written again when it moved by 5 points, an amount when it moved by a tenth,
          and everything when the customer enters or leaves a segment. Turned off, Shopify deletes
          all of them.
        </Text>
        {error === null ? null : (
          <Banner tone="critical" title="Shopify did not take the definitions">
            {error}. Kindling goes on trying.
          </Banner>
        )}
        {refused === 0 ? null : (
          <Banner tone="warning" title={`Shopify refused ${formatCount(refused)} customers`}>
            {refusal}
          </Banner>
        )}
        {outcome === "unknown-shop" ? <Banner tone="critical">{UNKNOWN_SHOP}</Banner> : null}
        <div>
          <Button
            loading={fetcher.state !== "idle"}
            onClick={() =>
              fetcher.submit({ change: "metafields", isOn: String(!isOn) }, { method: "post" })
            }
          >
            {isOn ? "Remove scores from Shopify" : "Write scores to Shopify"}
          </Button>
        </div>
      </BlockStack>
    </SectionCard>
  );
}

function progressOf({ definedAt, told, waiting }: MetafieldStatus): string {
  if (definedAt === null) return "On. The fields are being set up.";
  const rest = waiting === 0 ? "" : ` ${formatCount(waiting)} are still to be written.`;
  return `On. The fields of ${formatCount(told)} customers stand as they should.${rest}`;
}
