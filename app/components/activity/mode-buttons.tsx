import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import type { TagWriter } from "../../queries/read-tag-writer.ts";
import type { TagAnswer } from "./tag-answer.ts";

type Order = "pause" | "resume" | "clean";

/** The switch of all tags, and the way to take every one of them off. */
export function ModeButtons({ mode }: { mode: TagWriter["mode"] }) {
  const [isAsking, setIsAsking] = useState(false);
  const fetcher = useFetcher<TagAnswer>();
  const isBusy = fetcher.state !== "idle";
  const submit = (order: Order): void => {
    setIsAsking(false);
    fetcher.submit({ change: "mode", order }, { method: "post" });
  };
  if (isAsking) {
    return (
      <BlockStack gap="200">
        <Text as="p">
          Every tag that begins with your prefix is removed from every customer, also one that
          somebody put up by hand. Workflows and flows that react to a removed tag will run. Then
          nothing is written until you resume.
        </Text>
        <InlineStack gap="200">
          <Button tone="critical" onClick={() => submit("clean")}>
            Remove every tag
          </Button>
          <Button onClick={() => setIsAsking(false)}>Keep them</Button>
        </InlineStack>
      </BlockStack>
    );
  }
  return (
    <InlineStack gap="200">
      {mode === "writing" || mode === "cleaning" ? (
        <Button loading={isBusy} onClick={() => submit("pause")}>
          {mode === "writing" ? "Pause all tags" : "Stop removing"}
        </Button>
      ) : (
        <Button variant="primary" loading={isBusy} onClick={() => submit("resume")}>
          Resume tags
        </Button>
      )}
      {mode === "writing" || mode === "paused" ? (
        <Button tone="critical" variant="tertiary" onClick={() => setIsAsking(true)}>
          Remove all tags…
        </Button>
      ) : null}
    </InlineStack>
  );
}
