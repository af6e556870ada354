import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, InlineStack, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import type { TagWriter } from "../../queries/read-tag-writer.ts";
import { SectionCard } from "../table/section-card.tsx";
import type { TagAnswer } from "./tag-answer.ts";

const EXAMPLE = "vip";

/** What every tag begins with, and the way to change it. */
export function PrefixCard({
  writer,
}: {
  writer: Pick<TagWriter, "prefix" | "formerPrefixes" | "mode">;
}) {
  const { prefix, formerPrefixes, mode } = writer;
  const [text, setText] = useState(prefix);
  const fetcher = useFetcher<TagAnswer>();
  const result = fetcher.data?.change === "prefix" ? fetcher.data.result : null;
  const isChanged = text.trim() !== prefix;
  return (
    <SectionCard title="Prefix" hint="What every tag of Kindling begins with.">
      <BlockStack gap="300">
        <fetcher.Form method="post">
          <input type="hidden" name="change" value="prefix" />
          <BlockStack gap="300">
            <TextField
              label="Prefix"
              labelHidden
              name="text"
              value={text}
              onChange={setText}
              autoComplete="off"
              maxLength={60}
              error={result?.outcome === "refused" ? result.reason : false}
              helpText={`A customer’s tag reads ${text.trim()}${EXAMPLE}. Tags of your own must not begin with it: they would be removed.`}
            />
            <InlineStack gap="200" blockAlign="center">
              <Button submit disabled={!isChanged} loading={fetcher.state !== "idle"}>
                Change prefix
              </Button>
              {isChanged ? (
                <Text as="p" variant="bodySm" tone="subdued">
                  Workflows and segments that name tags under {prefix} must be changed too.
                </Text>
              ) : null}
            </InlineStack>
          </BlockStack>
        </fetcher.Form>
        {formerPrefixes.length === 0 ? null : (
          <Banner tone="info">
            Tags under {formerPrefixes.join(" and ")} give way to those under {prefix}
            {mode === "writing" || mode === "cleaning" ? "." : " once you resume."}
          </Banner>
        )}
      </BlockStack>
    </SectionCard>
  );
}
