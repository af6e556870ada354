import { Badge, BlockStack, InlineStack, Text } from "@shopify/polaris";
import type { ActivityOutcome } from "../../pipeline/shared/activity.ts";
import type { Instant } from "../../pipeline/shared/time.ts";
import type { ActivityEntry } from "../../queries/activity-entry.ts";
import { CustomerLink } from "../customers/customer-link.tsx";
import { InstantText } from "../format/instant-text.tsx";
import { refusalWords } from "../quality/refusal-words.ts";
import { useWords } from "../words/use-words.ts";
import { describeEntry, type LogWords } from "./describe-entry.tsx";
import { findRetry } from "./find-retry.ts";
import { findTurn } from "./find-turn.ts";
import { RetryButton } from "./retry-button.tsx";
import { TagBadges, TagReason } from "./tag-write-text.tsx";

const TONES = {
  done: "success",
  retrying: "attention",
  failed: "critical",
  ignored: "info",
} as const satisfies Record<ActivityOutcome, string>;

/** One line of the log: what happened, to whom, whose turn it is, and another try where that can help. */
export function EntryItem({ entry, asOf }: { entry: ActivityEntry; asOf: Instant }) {
  const words: LogWords = {
    activity: useWords("activity"),
    quality: useWords("quality"),
    sources: useWords("sources"),
  };
  const { t } = words.activity;
  const { what, outcome, kind, customerId, at } = entry;
  const asked = findRetry(entry);
  const said = describeEntry(words, entry);
  return (
    <li>
      <div className="k-grow">
        <BlockStack gap="100">
          <InlineStack gap="200" blockAlign="center">
            <Text as="span" variant="bodySm" tone="subdued">
              {t(`kind.${kind}`)}
            </Text>
            {outcome === "done" ? null : (
              <Badge tone={TONES[outcome]}>{t(`outcome.${outcome}`)}</Badge>
            )}
            {customerId === null ? null : <CustomerLink customerId={customerId} />}
            {what.type === "tag-write" ? <TagBadges write={what} /> : null}
          </InlineStack>
          {said === null ? null : (
            <Text as="p" breakWord>
              {said}
            </Text>
          )}
          <EntryReason entry={entry} words={words} />
        </BlockStack>
      </div>
      <BlockStack gap="100" inlineAlign="end">
        <Text as="span" variant="bodySm" tone="subdued">
          <InstantText at={at} asOf={asOf} />
        </Text>
        {asked === null ? null : (
          <RetryButton
            asked={asked}
            label={t("retry.of", { what: typeof said === "string" ? said : t(`kind.${kind}`) })}
          >
            {t("retry.action")}
          </RetryButton>
        )}
      </BlockStack>
    </li>
  );
}

/** Whose turn it is and what to do, and the reason in the words of the log. */
function EntryReason({ entry, words }: { entry: ActivityEntry; words: LogWords }) {
  const { t } = words.activity;
  const { what, outcome } = entry;
  if (what.type === "tag-write") {
    return (
      <Text as="p" variant="bodySm" tone="subdued" breakWord>
        <TagReason write={what} />
      </Text>
    );
  }
  const turn = findTurn(entry);
  const todo = what.type === "refused" ? refusalTodo(words, what.reason, outcome) : null;
  const reason = reasonOf(entry);
  return (
    <>
      {turn === null && todo === null ? null : (
        <Text as="p" variant="bodySm" breakWord>
          {turn === null ? todo : t(`turn.${turn}`)}
        </Text>
      )}
      {reason === null ? null : (
        <div>
          <span className="k-code">{reason}</span>
        </div>
      )}
    </>
  );
}

const refusalTodo = (words: LogWords, reason: string, outcome: ActivityOutcome): string =>
  refusalWords(words.quality, {
    outcome: outcome === "ignored" ? "ignored" : "rejected",
    reason,
  }).todo;

function reasonOf({ what, outcome }: ActivityEntry): string | null {
  switch (what.type) {
    case "told":
      return outcome === "done" ? null : what.error;
    case "refused":
    case "unreadable":
      return what.reason;
    case "noted":
      return outcome === "done" ? null : what.reason;
    case "model":
      return what.note;
    case "tag-write":
    case "fit":
    case "version":
    case "history":
    case "data-request":
      return null;
  }
}
