import { useFetcher } from "@remix-run/react";
import { SaveBar, useAppBridge } from "@shopify/app-bridge-react";
import { BlockStack, InlineGrid, Select, Text } from "@shopify/polaris";
import { useEffect, useState } from "react";
import type { Settings } from "../../queries/read-settings.ts";
import { useUnsaved } from "../segments/editor/use-unsaved.ts";
import { SectionCard } from "../table/section-card.tsx";
import { useWords } from "../words/use-words.ts";
import type { SettingsAnswer } from "./settings-answer.ts";

interface Props {
  retention: Settings["retention"];
  /** The choices, in days; null: for good. */
  rawEventDays: readonly (number | null)[];
  logDays: readonly number[];
}

/** How long what scores do not need is kept; saved by the admin's bar. */
export function RetentionCard({ retention, rawEventDays, logDays }: Props) {
  const { t, format } = useWords("settings");
  const shopify = useAppBridge();
  const { data, state, submit } = useFetcher<SettingsAnswer>();
  const [raw, setRaw] = useState(retention.rawEventDays);
  const [logs, setLogs] = useState(retention.logDays);
  const isChanged = raw !== retention.rawEventDays || logs !== retention.logDays;
  useUnsaved(isChanged);
  useEffect(() => {
    if (data?.change === "retention") shopify.toast.show(t("saved"));
  }, [data, shopify, t]);
  const discard = (): void => {
    setRaw(retention.rawEventDays);
    setLogs(retention.logDays);
  };
  const save = (): void =>
    submit({ change: "retention", rawEventDays: raw ?? "", logDays: logs }, { method: "post" });
  const inDays = (days: number) => t("retention.days", { count: days, amount: format.count(days) });
  return (
    <SectionCard title={t("retention.title")} hint={t("retention.hint")}>
      <SaveBar id="retention-save-bar" open={isChanged}>
        <button
          {...{ variant: "primary" }}
          type="button"
          onClick={save}
          disabled={state !== "idle"}
        >
          {t("retention.save")}
        </button>
        <button type="button" onClick={discard}>
          {t("retention.discard")}
        </button>
      </SaveBar>
      <BlockStack gap="300">
        <InlineGrid columns={{ xs: 1, md: 2 }} gap="400">
          <Select
            label={t("retention.raw")}
            helpText={t("retention.rawHint")}
            value={raw === null ? "" : String(raw)}
            options={rawEventDays.map((days) => ({
              value: days === null ? "" : String(days),
              label: days === null ? t("retention.forGood") : inDays(days),
            }))}
            onChange={(value) => setRaw(value === "" ? null : Number(value))}
          />
          <Select
            label={t("retention.logs")}
            helpText={t("retention.logsHint")}
            value={String(logs)}
            options={logDays.map((days) => ({ value: String(days), label: inDays(days) }))}
            onChange={(value) => setLogs(Number(value))}
          />
        </InlineGrid>
        {isChanged ? (
          <Text as="p" tone="critical">
            {t("retention.warning")}
          </Text>
        ) : null}
        <Text as="p" tone="subdued">
          {t("retention.kept")}
        </Text>
      </BlockStack>
    </SectionCard>
  );
}
