import { useFetcher } from "@remix-run/react";
import { Badge, Banner, BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import { assertNever } from "../../pipeline/shared/outcome.ts";
import type { ChangeModelOutcome } from "../../services/change-scoring-model.ts";
import type { PresetChoice } from "../../services/read-scoring.ts";
import { ResponsiveTable } from "../table/responsive-table.tsx";
import { SectionCard } from "../table/section-card.tsx";
import { numberWords, pathWords } from "./number-words.ts";

/** What the page's action answers when a preset is chosen. */
export type PresetAnswer = ChangeModelOutcome | { outcome: "unknown-preset" };

/** The models that ship, one per kind of shop, to choose from. */
export function PresetCard({ presets }: { presets: readonly PresetChoice[] }) {
  return (
    <SectionCard
      title="Presets"
      hint="Numbers for a kind of shop. Choosing one scores all customers anew; the numbers of before are kept."
    >
      <BlockStack gap="500">
        {presets.map((preset) => (
          <PresetItem key={preset.name} preset={preset} />
        ))}
      </BlockStack>
    </SectionCard>
  );
}

function PresetItem({ preset }: { preset: PresetChoice }) {
  const { name, title, summary, isInForce, changes } = preset;
  const [isAsking, setIsAsking] = useState(false);
  const [isOpen, setIsOpen] = useState(false);
  const fetcher = useFetcher<PresetAnswer>();
  const choose = (): void => {
    setIsAsking(false);
    fetcher.submit({ preset: name }, { method: "post" });
  };
  return (
    <BlockStack gap="200">
      <InlineStack gap="200" blockAlign="center">
        <Text as="h3" variant="headingSm">
          {title}
        </Text>
        {isInForce ? <Badge tone="success">In force</Badge> : null}
      </InlineStack>
      <Text as="p" tone="subdued">
        {summary}
      </Text>
      {fetcher.data ? <Answer answer={fetcher.data} /> : null}
      {isAsking ? (
        <BlockStack gap="200">
          <Text as="p">
            All customers are scored anew by these numbers. Some enter segments and some leave them,
            and their tags in Shopify follow.
          </Text>
          <InlineStack gap="200">
            <Button variant="primary" onClick={choose}>
              {`Score by ${title}`}
            </Button>
            <Button onClick={() => setIsAsking(false)}>Leave it</Button>
          </InlineStack>
        </BlockStack>
      ) : isInForce && changes.length === 0 ? null : (
        <InlineStack gap="300">
          {isInForce ? null : (
            <Button
              size="slim"
              loading={fetcher.state !== "idle"}
              accessibilityLabel={`Choose ${title}`}
              onClick={() => setIsAsking(true)}
            >
              Choose…
            </Button>
          )}
          {changes.length === 0 ? null : (
            <Button
              variant="plain"
              ariaExpanded={isOpen}
              accessibilityLabel={`What differs in ${title}`}
              onClick={() => setIsOpen(!isOpen)}
            >
              {isOpen ? "Hide what differs" : `What differs (${changes.length})`}
            </Button>
          )}
        </InlineStack>
      )}
      {isOpen ? <Differences preset={preset} /> : null}
    </BlockStack>
  );
}

function Differences({ preset: { title, changes } }: { preset: PresetChoice }) {
  return (
    <ResponsiveTable
      caption={`What differs in ${title}`}
      rows={changes}
      rowKey={({ path }) => path}
      columns={[
        { header: "Number", cell: ({ path }) => pathWords(path) },
        { header: "Standard", cell: ({ path, from }) => numberWords(path, from), isNumeric: true },
        { header: title, cell: ({ path, to }) => numberWords(path, to), isNumeric: true },
        { header: "Why", cell: ({ why }) => why, isWide: true },
      ]}
    />
  );
}

function Answer({ answer }: { answer: PresetAnswer }) {
  switch (answer.outcome) {
    case "changed":
      return (
        <Banner tone="success">
          {`Version ${answer.version} is in force. All customers are scored anew within minutes.`}
        </Banner>
      );
    case "unchanged":
      return <Banner tone="info">The shop is scored by these numbers already.</Banner>;
    case "invalid":
      return (
        <Banner tone="critical">
          {answer.errors
            .map(({ path, expected, found }) => `${path} must be ${expected}, it is ${found}.`)
            .join(" ")}
        </Banner>
      );
    case "unknown-preset":
      return (
        <Banner tone="critical">There is no such preset any more. Load the page again.</Banner>
      );
    default:
      return assertNever(answer);
  }
}
