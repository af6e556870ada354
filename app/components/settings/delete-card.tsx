import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { BlockStack, Button, Checkbox, InlineStack, Text, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import type { Settings } from "../../queries/read-settings.ts";
import { SectionCard } from "../table/section-card.tsx";
import { useWords } from "../words/use-words.ts";
import { DeletionProgress } from "./deletion-progress.tsx";
import type { SettingsAnswer } from "./settings-answer.ts";

interface Props {
  deletion: Settings["deletion"];
  domain: string;
  /** Customers whose tags are still to be removed. */
  waiting: number;
}

/** The way to delete everything of the shop, behind its name, and how far that is. */
export function DeleteCard({ deletion, domain, waiting }: Props) {
  const { t } = useWords("settings");
  const [isAsking, setIsAsking] = useState(false);
  return (
    <SectionCard title={t("delete.title")} hint={t("delete.hint")}>
      {deletion?.state === "cleaning" ? (
        <DeletionProgress waiting={waiting} cleansFirst={deletion.cleansFirst} />
      ) : isAsking ? (
        <Question
          shop={domain.replace(/\.myshopify\.com$/, "")}
          onKeep={() => setIsAsking(false)}
        />
      ) : (
        <Button tone="critical" onClick={() => setIsAsking(true)}>
          {t("delete.open")}
        </Button>
      )}
    </SectionCard>
  );
}

function Question({ shop, onKeep }: { shop: string; onKeep: () => void }) {
  const { t } = useWords("settings");
  const shopify = useAppBridge();
  const [typed, setTyped] = useState("");
  const [cleansFirst, setCleansFirst] = useState(true);
  const { data, state, submit } = useFetcher<SettingsAnswer>();
  const outcome = data?.change === "delete" ? data.result.outcome : null;
  useEffect(() => {
    if (outcome === "ordered") shopify.toast.show(t("delete.ordered"));
  }, [outcome, shopify, t]);
  return (
    <BlockStack gap="300">
      <Checkbox
        label={t("delete.cleans")}
        helpText={t("delete.cleansHint")}
        checked={cleansFirst}
        onChange={setCleansFirst}
      />
      <Text as="p">{t("delete.after")}</Text>
      <TextField
        label={t("delete.type", { shop })}
        value={typed}
        onChange={setTyped}
        autoComplete="off"
        maxLength={200}
        error={outcome === "not-confirmed" ? t("delete.wrong") : false}
      />
      <InlineStack gap="200">
        <Button
          tone="critical"
          variant="primary"
          disabled={typed.trim() === ""}
          loading={state !== "idle"}
          onClick={() =>
            submit(
              { change: "delete", typed, cleansFirst: String(cleansFirst) },
              { method: "post" },
            )
          }
        >
          {t("delete.confirm")}
        </Button>
        <Button onClick={onKeep}>{t("delete.keep")}</Button>
      </InlineStack>
    </BlockStack>
  );
}
