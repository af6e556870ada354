import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, InlineStack, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import type { TagWriter } from "../../queries/read-tag-writer.ts";
import { SectionCard } from "../table/section-card.tsx";
import { useWords } from "../words/use-words.ts";
import type { SettingsAnswer } from "./settings-answer.ts";

const EXAMPLE = "vip";

/** What every tag begins with, and the way to change it. */
export function PrefixCard({
  writer,
}: {
  writer: Pick<TagWriter, "prefix" | "formerPrefixes" | "mode">;
}) {
  const { t, format } = useWords("settings");
  const { prefix, formerPrefixes, mode } = writer;
  const [text, setText] = useState(prefix);
  const fetcher = useFetcher<SettingsAnswer>();
  const result = fetcher.data?.change === "prefix" ? fetcher.data.result : null;
  const isChanged = text.trim() !== prefix;
  const former = format.list(formerPrefixes);
  return (
    <SectionCard title={t("prefix.title")} hint={t("prefix.hint")}>
      <BlockStack gap="300">
        <fetcher.Form method="post">
          <input type="hidden" name="change" value="prefix" />
          <BlockStack gap="300">
            <TextField
              label={t("prefix.title")}
              labelHidden
              name="text"
              value={text}
              onChange={setText}
              autoComplete="off"
              maxLength={60}
              error={
                result?.outcome === "refused"
                  ? t(`prefix.problem.${result.problem}`, { amount: format.count(result.limit) })
                  : false
              }
              helpText={t("prefix.help", { tag: `${text.trim()}${EXAMPLE}` })}
            />
            <InlineStack gap="200" blockAlign="center">
              <Button submit disabled={!isChanged} loading={fetcher.state !== "idle"}>
                {t("prefix.change")}
              </Button>
              {isChanged ? (
                <Text as="p" variant="bodySm" tone="subdued">
                  {t("prefix.warning", { prefix })}
                </Text>
              ) : null}
            </InlineStack>
          </BlockStack>
        </fetcher.Form>
        {formerPrefixes.length === 0 ? null : (
          <Banner tone="info">
            {mode === "writing" || mode === "cleaning"
              ? t("prefix.giveWay", { former, prefix })
              : t("prefix.giveWayLater", { former, prefix })}
          </Banner>
        )}
      </BlockStack>
    </SectionCard>
  );
}
