import { useFetcher } from "@remix-run/react";
import { Badge, BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import { InstantText } from "../format/instant-text.tsx";
import type { SourceAnswer } from "./source-answer.ts";
import type { WriteKey } from "./write-key-card.tsx";

/** One key: what it may say, and the way to end it. */
export function WriteKeyItem({ writeKey }: { writeKey: WriteKey }) {
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
            {kind === "server" ? "Secret" : "Public"}
          </Badge>
        ) : (
          <Badge>Revoked</Badge>
        )}
      </InlineStack>
      <Text as="p" variant="bodySm" tone="subdued">
        userId holds {userIdIs === "customer" ? "Shopify’s customer id" : "an id of your own"}. Made{" "}
        <InstantText at={createdAt} />
        {revokedAt === null ? null : (
          <>
            , revoked <InstantText at={revokedAt} />
          </>
        )}
      </Text>
      {revokedAt !== null ? null : isAsking ? (
        <InlineStack gap="200">
          <Button tone="critical" size="slim" onClick={revoke}>
            Revoke this key
          </Button>
          <Button size="slim" onClick={() => setIsAsking(false)}>
            Keep it
          </Button>
        </InlineStack>
      ) : (
        <div>
          <Button
            size="slim"
            loading={fetcher.state !== "idle"}
            accessibilityLabel={`Revoke the key ${name}`}
            onClick={() => setIsAsking(true)}
          >
            Revoke…
          </Button>
        </div>
      )}
    </BlockStack>
  );
}
