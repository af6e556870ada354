import { useFetcher } from "@remix-run/react";
import { Badge, BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import { Trans } from "react-i18next";
import { InstantText } from "../format/instant-text.tsx";
import { useWords } from "../words/use-words.ts";
import type { SourceAnswer } from "./source-answer.ts";
import type { WriteKey } from "./write-key-card.tsx";

/** One key: what it may say, and the way to end it. */
export function WriteKeyItem({ writeKey }: { writeKey: WriteKey }) {
  const { t } = useWords("sources");
  const [isAsking, setIsAsking] = useState(false);
  const fetcher = useFetcher<SourceAnswer>();
  const { writeKeyId, name, hint, kind, userIdIs, createdAt, revokedAt } = writeKey;
  const revoke = (): void => {
    setIsAsking(false);
    fetcher.submit({ change: "revoke-key", writeKeyId: String(writeKeyId) }, { method: "post" });
  };
  return (
    <BlockStack gap="100">
      <InlineStack gap="200" blockAlign="center">
        <Text as="p" fontWeight="semibold">
          {name}
        </Text>
        <span className="k-code">…{hint}</span>
        {revokedAt === null ? (
          <Badge tone={kind === "server" ? "success" : "info"}>
            {kind === "server" ? t("key.secret") : t("key.public")}
          </Badge>
        ) : (
          <Badge>{t("key.revoked")}</Badge>
        )}
      </InlineStack>
      <Text as="p" variant="bodySm" tone="subdued">
        {userIdIs === "customer" ? t("key.holdsCustomer") : t("key.holdsOwn")}{" "}
        {revokedAt === null ? (
          <Trans t={t} i18nKey="key.times" components={{ made: <InstantText at={createdAt} /> }} />
        ) : (
          <Trans
            t={t}
            i18nKey="key.timesRevoked"
            components={{
              made: <InstantText at={createdAt} />,
              revoked: <InstantText at={revokedAt} />,
            }}
          />
        )}
      </Text>
      {revokedAt !== null ? null : isAsking ? (
        <BlockStack gap="200">
          <Text as="p">{t("key.question")}</Text>
          <InlineStack gap="200">
            <Button tone="critical" size="slim" onClick={revoke}>
              {t("key.confirm")}
            </Button>
            <Button size="slim" onClick={() => setIsAsking(false)}>
              {t("key.keep")}
            </Button>
          </InlineStack>
        </BlockStack>
      ) : (
        <div>
          <Button
            size="slim"
            loading={fetcher.state !== "idle"}
            accessibilityLabel={t("key.revokeOf", { name })}
            onClick={() => setIsAsking(true)}
          >
            {t("key.revoke")}
          </Button>
        </div>
      )}
    </BlockStack>
  );
}
