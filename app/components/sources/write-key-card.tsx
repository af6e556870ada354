import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, InlineGrid, Select, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import type { UserIdMeaning, WriteKeyKind } from "../../pipeline/capture/write-key.ts";
import type { Instant } from "../../pipeline/shared/time.ts";
import { SectionCard } from "../table/section-card.tsx";
import { useWords } from "../words/use-words.ts";
import { SecretOnce } from "./secret-once.tsx";
import type { SourceAnswer } from "./source-answer.ts";
import { WriteKeyItem } from "./write-key-item.tsx";

export interface WriteKey {
  writeKeyId: number;
  name: string;
  hint: string;
  kind: WriteKeyKind;
  userIdIs: UserIdMeaning;
  createdAt: Instant;
  revokedAt: Instant | null;
}

/** Keys with which apps, servers and other tools send events, and how to begin. */
export function WriteKeyCard({ keys, apiUrl }: { keys: readonly WriteKey[]; apiUrl: string }) {
  const { t } = useWords("sources");
  return (
    <SectionCard title={t("key.title")} hint={t("key.hint")}>
      <BlockStack gap="400">
        {keys.length === 0 ? (
          <Text as="p" tone="subdued">
            {t("key.none")}
          </Text>
        ) : null}
        {keys.map((key) => (
          <WriteKeyItem key={key.writeKeyId} writeKey={key} />
        ))}
        <NewKey />
        <BlockStack gap="100">
          <Text as="h3" variant="headingSm">
            {t("key.begin")}
          </Text>
          <pre className="k-snippet">{`import { Analytics } from "@segment/analytics-node";
new Analytics({ writeKey: "kdl_…", host: "${apiUrl}" });`}</pre>
        </BlockStack>
      </BlockStack>
    </SectionCard>
  );
}

function NewKey() {
  const { t } = useWords("sources");
  const [name, setName] = useState("");
  const [kind, setKind] = useState<WriteKeyKind>("server");
  const [userIdIs, setUserIdIs] = useState<UserIdMeaning>("customer");
  const fetcher = useFetcher<SourceAnswer>();
  const answer = fetcher.data?.change === "create-key" ? fetcher.data.result : null;
  // A key that anybody can read is not believed about customers.
  const meaning = kind === "client" ? "user" : userIdIs;
  const create = (): void => {
    fetcher.submit({ change: "create-key", name, kind, userIdIs: meaning }, { method: "post" });
    setName("");
  };
  return (
    <BlockStack gap="300">
      <InlineGrid columns={{ xs: 1, sm: 3 }} gap="300">
        <TextField
          label={t("key.name")}
          value={name}
          onChange={setName}
          autoComplete="off"
          maxLength={60}
          placeholder={t("key.example")}
        />
        <Select
          label={t("key.place")}
          options={[
            { label: t("key.server"), value: "server" },
            { label: t("key.client"), value: "client" },
          ]}
          value={kind}
          onChange={(value) => setKind(value === "client" ? "client" : "server")}
        />
        <Select
          label={t("key.userId")}
          options={[
            { label: t("key.customerId"), value: "customer", disabled: kind === "client" },
            { label: t("key.ownId"), value: "user" },
          ]}
          value={meaning}
          onChange={(value) => setUserIdIs(value === "user" ? "user" : "customer")}
        />
      </InlineGrid>
      <div>
        <Button onClick={create} loading={fetcher.state !== "idle"} disabled={name.trim() === ""}>
          {t("key.create")}
        </Button>
      </div>
      {answer === null ? null : answer.outcome === "created" ? (
        <SecretOnce title={t("key.made")} secret={answer.key} />
      ) : (
        <Banner tone="critical">{t(`key.problem.${answer.outcome}`)}</Banner>
      )}
    </BlockStack>
  );
}
