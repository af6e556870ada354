import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import type { TagWriter } from "../../queries/read-tag-writer.ts";
import { useWords } from "../words/use-words.ts";

/** The switch of all tags. */
export function ModeButtons({ mode }: { mode: TagWriter["mode"] }) {
  const { t } = useWords("activity");
  const { state, submit } = useFetcher();
  const order = (name: "pause" | "resume"): void =>
    submit({ change: "mode", order: name }, { method: "post" });
  return mode === "writing" || mode === "cleaning" ? (
    <Button loading={state !== "idle"} onClick={() => order("pause")}>
      {mode === "writing" ? t("mode.pause") : t("mode.stop")}
    </Button>
  ) : (
    <Button variant="primary" loading={state !== "idle"} onClick={() => order("resume")}>
      {t("mode.resume")}
    </Button>
  );
}

/** The way to take every tag of ours off, behind a question. Nothing where that is under way or done. */
export function RemoveTags({ mode }: { mode: TagWriter["mode"] }) {
  const { t } = useWords("activity");
  const [isAsking, setIsAsking] = useState(false);
  const { state, submit } = useFetcher();
  if (mode === "cleaning" || mode === "cleaned") return null;
  if (!isAsking) {
    return (
      <Button tone="critical" loading={state !== "idle"} onClick={() => setIsAsking(true)}>
        {t("mode.remove")}
      </Button>
    );
  }
  return (
    <BlockStack gap="200">
      <Text as="p">{t("mode.question")}</Text>
      <InlineStack gap="200">
        <Button
          tone="critical"
          variant="primary"
          onClick={() => {
            setIsAsking(false);
            submit({ change: "mode", order: "clean" }, { method: "post" });
          }}
        >
          {t("mode.confirm")}
        </Button>
        <Button onClick={() => setIsAsking(false)}>{t("mode.keep")}</Button>
      </InlineStack>
    </BlockStack>
  );
}
