import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, Text } from "@shopify/polaris";
import { Trans } from "react-i18next";
import type { Instant } from "../../pipeline/shared/time.ts";
import { InstantText } from "../format/instant-text.tsx";
import { SectionCard } from "../table/section-card.tsx";
import { useWords } from "../words/use-words.ts";
import { UnknownShop } from "./unknown-shop.tsx";
import { SecretOnce } from "./secret-once.tsx";
import type { SourceAnswer } from "./source-answer.ts";

/** Klaviyo's webhooks: where they go, and the secret that they are signed with. */
export function KlaviyoCard({ since, webhookUrl }: { since: Instant | null; webhookUrl: string }) {
  const { t } = useWords("sources");
  const fetcher = useFetcher<SourceAnswer>();
  const answer = fetcher.data?.change === "connect-klaviyo" ? fetcher.data.result : null;
  const submit = (change: "connect-klaviyo" | "disconnect-klaviyo"): void =>
    fetcher.submit({ change }, { method: "post" });
  return (
    <SectionCard title={t("klaviyo.title")} hint={t("klaviyo.hint")}>
      <BlockStack gap="300">
        {since === null ? (
          <Text as="p">{t("klaviyo.off")}</Text>
        ) : (
          <BlockStack gap="100">
            <Text as="p">
              <Trans
                t={t}
                i18nKey="klaviyo.since"
                components={{ instant: <InstantText at={since} /> }}
              />
            </Text>
            <Text as="p" breakWord>
              <span className="k-code">{webhookUrl}</span>
            </Text>
          </BlockStack>
        )}
        {answer?.outcome === "connected" ? (
          <SecretOnce title={t("klaviyo.secret")} secret={answer.secret} />
        ) : null}
        {answer?.outcome === "invalid-secret" ? (
          <Banner tone="critical">{t("klaviyo.invalidSecret")}</Banner>
        ) : null}
        {answer?.outcome === "unknown-shop" ? <UnknownShop /> : null}
        <div>
          <Button
            loading={fetcher.state !== "idle"}
            onClick={() => submit(since === null ? "connect-klaviyo" : "disconnect-klaviyo")}
          >
            {since === null ? t("klaviyo.connect") : t("klaviyo.disconnect")}
          </Button>
        </div>
      </BlockStack>
    </SectionCard>
  );
}
