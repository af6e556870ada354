import { Banner, BlockStack, Button, InlineStack, List, Text } from "@shopify/polaris";
import { useEffect, useRef, type ReactNode } from "react";
import { assertNever } from "../../../pipeline/shared/outcome.ts";
import type { EditorShop } from "../../../queries/read-editor-shop.ts";
import { sayProblem } from "../text/say-text.ts";
import { useWords } from "../../words/use-words.ts";
import { describeDifference } from "./describe-difference.ts";
import { useEditorShop } from "./editor-context.tsx";
import type { SegmentContent } from "./segment-draft.ts";
import type { Publishing } from "./use-publish.ts";

interface Props {
  answer: Publishing | null;
  /** What the draft was made from. */
  base: SegmentContent;
  /** Publishes over the version that somebody else made meanwhile. */
  onOverwrite: (version: number) => void;
}

/** What became of publishing, where it did not happen: why, and what can be done about it. */
export function PublishBanner(props: Props) {
  const { answer } = props;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Who published from far below would not see what came of it.
    if (answer !== null && answer.outcome !== "published") place.current?.focus();
  }, [answer]);
  return (
    <div ref={place} tabIndex={-1} className="k-answer-place">
      {answer === null ? null : <Answer {...props} answer={answer} />}
    </div>
  );
}

function Answer({ answer, base, onOverwrite }: Props & { answer: Publishing }) {
  const shop = useEditorShop();
  const { t, format } = useWords("editor");
  const grammar = useWords("grammar");
  switch (answer.outcome) {
    case "published":
      return null;
    case "nothing-changed":
      return <Banner tone="info" title={t("publish.nothing")} />;
    case "failed":
      return <Refused title={t("publish.failedTitle")}>{t("publish.failed")}</Refused>;
    case "not-sound":
      return (
        <Refused title={t("publish.notSound")}>
          <List>
            {answer.problems.map(({ path, message }) => (
              <List.Item key={path + message.code}>{sayProblem(grammar, message)}</List.Item>
            ))}
          </List>
        </Refused>
      );
    case "unknown-segments":
      return (
        <Refused title={t("publish.unknownTitle")}>
          {t("publish.unknown", { handles: format.list(answer.handles) })}
        </Refused>
      );
    case "cycle":
      return (
        <Refused title={t("publish.cycleTitle")}>
          {t("publish.cycle", {
            circle: answer.handles
              .map((handle) => nameOf(shop, handle) ?? t("publish.thisSegment"))
              .join(" → "),
          })}
        </Refused>
      );
    case "same-tag":
    case "empty-tag":
    case "tag-too-long":
    case "comma":
      return (
        <Refused title={t("publish.tagTitle")}>
          {t(`publish.tag.${answer.outcome}`, {
            name: answer.handles.map((handle) => nameOf(shop, handle) ?? "").find(Boolean) ?? "",
          })}
        </Refused>
      );
    case "too-many-tags":
      return (
        <Refused title={t("publish.tagsTitle")}>
          <BlockStack gap="200">
            <Text as="p">{t("publish.tags")}</Text>
            <InlineStack gap="200">
              {shop.segments
                .filter(({ tag }) => tag !== null)
                .map(({ handle, name }) => (
                  <Button key={handle} size="slim" url={`/app/segments/${handle}/edit`}>
                    {name}
                  </Button>
                ))}
            </InlineStack>
          </BlockStack>
        </Refused>
      );
    case "stale":
      return <Stale answer={answer} base={base} onOverwrite={onOverwrite} />;
    default:
      return assertNever(answer);
  }
}

function Refused({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Banner tone="critical" title={title}>
      {children}
    </Banner>
  );
}

function Stale(props: Props & { answer: Extract<Publishing, { outcome: "stale" }> }) {
  const { answer, base, onOverwrite } = props;
  const { version, newest } = answer;
  const words = useWords("editor");
  const { t } = words;
  if (version === null || newest === null) {
    return <Refused title={t("publish.deletedTitle")}>{t("publish.deleted")}</Refused>;
  }
  return (
    <Banner tone="warning" title={t("publish.staleTitle", { version })}>
      <BlockStack gap="200">
        <Text as="p">{t("publish.stale", { parts: describeDifference(words, base, newest) })}</Text>
        <InlineStack gap="200">
          <Button onClick={() => onOverwrite(version)}>{t("publish.overwrite")}</Button>
          <Button onClick={() => window.location.reload()}>{t("publish.load", { version })}</Button>
        </InlineStack>
      </BlockStack>
    </Banner>
  );
}

const nameOf = (shop: EditorShop, handle: string): string | undefined =>
  shop.segments.find((segment) => segment.handle === handle)?.name;
