import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, Text } from "@shopify/polaris";
import { SectionCard } from "../table/section-card.tsx";
import { NoSealKey, UNKNOWN_SHOP } from "./no-seal-key.tsx";
import type { SourceAnswer } from "./source-answer.ts";

/** Whether events that name only an address find their customer. */
export function AddressCard({ isOn }: { isOn: boolean }) {
  const fetcher = useFetcher<SourceAnswer>();
  const outcome = fetcher.data?.change === "match-addresses" ? fetcher.data.result.outcome : null;
  return (
    <SectionCard
      title="Match addresses"
      hint="For channels that know people by email or phone alone, as Klaviyo mostly does."
    >
      <BlockStack gap="300">
        <Text as="p">
          {isOn
            ? "On. Kindling reads the addresses of your customers from Shopify and keeps hashes of them, made with a key of this shop: never the addresses."
            : "Off. Events that name only an address are refused, and nothing of them is kept."}
        </Text>
        <Text as="p" tone="subdued">
          It needs Shopify’s protected customer data of level 2. Turned off, the key is destroyed
          and the hashes mean nothing any more.
        </Text>
        {outcome === "no-seal-key" ? <NoSealKey /> : null}
        {outcome === "unknown-shop" ? <Banner tone="critical">{UNKNOWN_SHOP}</Banner> : null}
        <div>
          <Button
            loading={fetcher.state !== "idle"}
            onClick={() =>
              fetcher.submit({ change: "match-addresses", isOn: String(!isOn) }, { method: "post" })
            }
          >
            {isOn ? "Stop matching addresses" : "Match addresses"}
          </Button>
        </div>
      </BlockStack>
    </SectionCard>
  );
}
