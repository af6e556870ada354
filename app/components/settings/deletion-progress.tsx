import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { BlockStack, Button, InlineStack, Spinner, Text } from "@shopify/polaris";
import { useEffect } from "react";
import { formatUpTo } from "../format/count-up-to.ts";
import { useWords } from "../words/use-words.ts";
import type { SettingsAnswer } from "./settings-answer.ts";

/** The first half of a deletion, which can be stopped: Shopify is being cleaned. */
export function DeletionProgress(props: { waiting: number; cleansFirst: boolean }) {
  const { waiting, cleansFirst } = props;
  const words = useWords("settings");
  const { t } = words;
  const shopify = useAppBridge();
  const { data, state, submit } = useFetcher<SettingsAnswer>();
  useEffect(() => {
    if (data?.change === "cancel-deletion")
      shopify.toast.show(
        data.result.outcome === "changed" ? t("delete.cancelled") : t("delete.tooLate"),
      );
  }, [data, shopify, t]);
  const order = (change: "cancel-deletion" | "skip-cleaning"): void =>
    submit({ change }, { method: "post" });
  return (
    <BlockStack gap="300">
      <InlineStack gap="200" blockAlign="center">
        <Spinner size="small" accessibilityLabel={t("delete.ordered")} />
        <Text as="p" fontWeight="semibold">
          {t("delete.ordered")}
        </Text>
      </InlineStack>
      <Text as="p">
        {t("delete.cleaning")}{" "}
        {t("delete.left", { count: waiting, amount: formatUpTo(words, waiting) })}
      </Text>
      <InlineStack gap="200" blockAlign="center">
        <Button loading={state !== "idle"} onClick={() => order("cancel-deletion")}>
          {t("delete.cancel")}
        </Button>
        {cleansFirst ? (
          <Button variant="tertiary" tone="critical" onClick={() => order("skip-cleaning")}>
            {t("delete.skip")}
          </Button>
        ) : null}
      </InlineStack>
      <Text as="p" tone="subdued">
        {t("delete.stuck")}
      </Text>
    </BlockStack>
  );
}
