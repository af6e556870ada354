import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import { assertNever } from "../../pipeline/shared/outcome.ts";
import type { Merge } from "../../queries/read-merges.ts";
import { InstantText } from "../format/instant-text.tsx";
import { SectionCard } from "../table/section-card.tsx";
import { KIND_WORDS, reasonWords } from "./identity-words.ts";

/** What the page's action answers when a merge is taken back. */
export type UndoAnswer = {
  mergeId: number;
  outcome: "undone" | "still-joined" | "already-undone" | "unknown-merge";
};

/** Which people became this one, why, and the way back. */
export function MergeCard({ merges }: { merges: readonly Merge[] }) {
  if (merges.length === 0) return null;
  return (
    <SectionCard title="Merges" hint="Profiles that turned out to be one person.">
      <BlockStack gap="400">
        {merges.map((merge) => (
          <MergeItem key={merge.mergeId} merge={merge} />
        ))}
      </BlockStack>
    </SectionCard>
  );
}

function MergeItem({ merge }: { merge: Merge }) {
  const [isAsking, setIsAsking] = useState(false);
  const fetcher = useFetcher<UndoAnswer>();
  const { from, to, reason, mergedAt, undoneAt } = merge;
  const undo = (): void => {
    setIsAsking(false);
    fetcher.submit({ undo: String(merge.mergeId) }, { method: "post" });
  };
  return (
    <BlockStack gap="150">
      <Text as="p">
        {KIND_WORDS[from.kind]} <span className="k-code">{from.key}</span> and{" "}
        {KIND_WORDS[to.kind].toLowerCase()} <span className="k-code">{to.key}</span>
      </Text>
      <Text as="p" variant="bodySm" tone="subdued">
        {reasonWords(reason)}, <InstantText at={mergedAt} />
        {undoneAt === null ? null : (
          <>
            . Undone, <InstantText at={undoneAt} />
          </>
        )}
      </Text>
      {fetcher.data ? <Answer outcome={fetcher.data.outcome} /> : null}
      {undoneAt !== null ? null : isAsking ? (
        <BlockStack gap="200">
          <Text as="p">
            They become two people again, each with exactly what they did. The link is not believed
            any more, also when it is told again.
          </Text>
          <InlineStack gap="200">
            <Button tone="critical" onClick={undo}>
              Undo the merge
            </Button>
            <Button onClick={() => setIsAsking(false)}>Keep it</Button>
          </InlineStack>
        </BlockStack>
      ) : (
        <div>
          <Button
            size="slim"
            loading={fetcher.state !== "idle"}
            accessibilityLabel={`Undo the merge with ${KIND_WORDS[to.kind].toLowerCase()} ${to.key}`}
            onClick={() => setIsAsking(true)}
          >
            Undo…
          </Button>
        </div>
      )}
    </BlockStack>
  );
}

function Answer({ outcome }: { outcome: UndoAnswer["outcome"] }) {
  switch (outcome) {
    case "undone":
      return <Banner tone="success">They are two people again.</Banner>;
    case "still-joined":
      return (
        <Banner tone="warning">
          This link is cut, but others still make the two one person. Undo those as well where they
          are wrong.
        </Banner>
      );
    case "already-undone":
      return <Banner tone="info">Somebody undid this merge already.</Banner>;
    case "unknown-merge":
      return (
        <Banner tone="critical">
          This merge is not known any more: the person may have been erased. Load the page again.
        </Banner>
      );
    default:
      return assertNever(outcome);
  }
}
