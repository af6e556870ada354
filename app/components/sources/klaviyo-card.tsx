import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, Text } from "@shopify/polaris";
import type { Instant } from "../../pipeline/shared/time.ts";
import { InstantText } from "../format/instant-text.tsx";
import { SectionCard } from "../table/section-card.tsx";
import { SecretOnce } from "./secret-once.tsx";
import { NoSealKey, UNKNOWN_SHOP } from "./no-seal-key.tsx";
import type { SourceAnswer } from "./source-answer.ts";

/** Klaviyo's webhooks: where they go, and the secret that they are signed with. */
export function KlaviyoCard({ since, webhookUrl }: { since: Instant | null; webhookUrl: string }) {
  const fetcher = useFetcher<SourceAnswer>();
  const answer = fetcher.data?.change === "connect-klaviyo" ? fetcher.data.result : null;
  const submit = (change: "connect-klaviyo" | "disconnect-klaviyo"): void =>
    fetcher.submit({ change }, { method: "post" });
  return (
    <SectionCard title="Klaviyo" hint="Opened, clicked and answered messages.">
      <BlockStack gap="300">
        {since === null ? (
          <Text as="p">Not connected.</Text>
        ) : (
          <BlockStack gap="100">
            <Text as="p">
              Connected since <InstantText at={since} />. In Klaviyo, a webhook sends to
            </Text>
            <Text as="p" breakWord>
              <span className="k-code">{webhookUrl}</span>
            </Text>
          </BlockStack>
        )}
        {answer?.outcome === "connected" ? (
          <SecretOnce label="Give this secret key to Klaviyo’s webhook" secret={answer.secret} />
        ) : null}
        {answer?.outcome === "no-seal-key" ? <NoSealKey /> : null}
        {answer?.outcome === "invalid-secret" ? (
          <Banner tone="critical">{answer.reason}.</Banner>
        ) : null}
        {answer?.outcome === "unknown-shop" ? (
          <Banner tone="critical">{UNKNOWN_SHOP}</Banner>
        ) : null}
        <div>
          <Button
            loading={fetcher.state !== "idle"}
            onClick={() => submit(since === null ? "connect-klaviyo" : "disconnect-klaviyo")}
          >
            {since === null ? "Connect Klaviyo" : "Disconnect Klaviyo"}
          </Button>
        </div>
      </BlockStack>
    </SectionCard>
  );
}
