import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import { Trans } from "react-i18next";
import type { Merge } from "../../queries/read-merges.ts";
import type { CustomerChangeOutcome } from "../../services/change-customer.ts";
import type { UndoMergeOutcome } from "../../services/undo-merge.ts";
import { SectionCard } from "../table/section-card.tsx";
import { useWords } from "../words/use-words.ts";
import { kindWords, reasonWords } from "./identity-words.ts";

/** Which people became this one, why, and the way back. */
export function MergeCard({ merges }: { merges: readonly Merge[] }) {
  const { t } = useWords("customers");
  if (merges.length === 0) return null;
  return (
    <SectionCard title={t("merge.title")} hint={t("merge.hint")}>
      <BlockStack gap="400">
        {merges.map((merge) => (
          <MergeItem key={merge.mergeId} merge={merge} />
        ))}
      </BlockStack>
    </SectionCard>
  );
}

function MergeItem({ merge }: { merge: Merge }) {
  const words = useWords("customers");
  const { t, format } = words;
  const [isAsking, setIsAsking] = useState(false);
  const fetcher = useFetcher<CustomerChangeOutcome>();
  const { from, to, reason, mergedAt, undoneAt, mergeId } = merge;
  const undo = (): void => {
    setIsAsking(false);
    fetcher.submit({ change: "undo-merge", mergeId: String(mergeId) }, { method: "post" });
  };
  const told = { reason: reasonWords(words, reason), date: format.dateTime(mergedAt) };
  const code = <span className="k-code" />;
  const { data } = fetcher;
  return (
    <BlockStack gap="150">
      <Text as="p">
        <Trans
          t={t}
          i18nKey="merge.both"
          values={{
            kind: kindWords(words, from.kind),
            key: from.key,
            otherKind: kindWords(words, to.kind),
            otherKey: to.key,
          }}
          components={{ code, other: code }}
        />
      </Text>
      <Text as="p" variant="bodySm" tone="subdued">
        {undoneAt === null
          ? t("merge.why", told)
          : t("merge.undone", { ...told, undoneOn: format.dateTime(undoneAt) })}
      </Text>
      {data?.change === "undo-merge" ? <Answer result={data.result} /> : null}
      {undoneAt !== null ? null : isAsking ? (
        <BlockStack gap="200">
          <Text as="p">{t("merge.ask")}</Text>
          <InlineStack gap="200">
            <Button tone="critical" onClick={undo}>
              {t("merge.confirm")}
            </Button>
            <Button onClick={() => setIsAsking(false)}>{t("merge.keep")}</Button>
          </InlineStack>
        </BlockStack>
      ) : (
        <div>
          <Button
            size="slim"
            loading={fetcher.state !== "idle"}
            accessibilityLabel={t("merge.undoLabel", {
              kind: kindWords(words, to.kind),
              key: to.key,
            })}
            onClick={() => setIsAsking(true)}
          >
            {t("merge.undo")}
          </Button>
        </div>
      )}
    </BlockStack>
  );
}

const TONES = {
  undone: "success",
  "still-joined": "warning",
  "already-undone": "info",
  "unknown-merge": "critical",
} as const satisfies Record<UndoMergeOutcome, string>;

function Answer({ result }: { result: UndoMergeOutcome }) {
  const { t } = useWords("customers");
  return <Banner tone={TONES[result]}>{t(`merge.answer.${result}`)}</Banner>;
}
