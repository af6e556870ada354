import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, Text } from "@shopify/polaris";
import { SectionCard } from "../table/section-card.tsx";
import { useWords } from "../words/use-words.ts";
import { UnknownShop } from "./unknown-shop.tsx";
import type { SourceAnswer } from "./source-answer.ts";

/** Whether events that name only an address find their customer. */
export function AddressCard({ isOn }: { isOn: boolean }) {
  const { t } = useWords("sources");
  const fetcher = useFetcher<SourceAnswer>();
  const outcome = fetcher.data?.change === "match-addresses" ? fetcher.data.result.outcome : null;
  return (
    <SectionCard title={t("address.title")} hint={t("address.hint")}>
      <BlockStack gap="300">
        <Text as="p">{isOn ? t("address.on") : t("address.off")}</Text>
        <Text as="p" tone="subdued">
          {t("address.level")}
        </Text>
        {outcome === "unknown-shop" ? <UnknownShop /> : null}
        <div>
          <Button
            loading={fetcher.state !== "idle"}
            onClick={() =>
              fetcher.submit({ change: "match-addresses", isOn: String(!isOn) }, { method: "post" })
            }
          >
            {isOn ? t("address.stop") : t("address.start")}
          </Button>
        </div>
      </BlockStack>
    </SectionCard>
  );
}
