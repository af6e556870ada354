import { Banner, BlockStack, Button, InlineStack, List, Text } from "@shopify/polaris";
import { useEffect, useRef, type ReactNode } from "react";
import { assertNever } from "../../../pipeline/shared/outcome.ts";
import type { EditorShop } from "../../../queries/read-editor-shop.ts";
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
  switch (answer.outcome) {
    case "published":
      return null;
    case "nothing-changed":
      return <Banner tone="info" title="Nothing to publish: this is what is in force already." />;
    case "failed":
      return (
        <Refused title="Kindling did not answer">
          Nothing was published and nothing of this page is lost. Try again.
        </Refused>
      );
    case "not-sound":
      return (
        <Refused title="Something is missing or makes no sense">
          <List>
            {answer.problems.map(({ path, message }) => (
              <List.Item key={path + message}>{message}</List.Item>
            ))}
          </List>
        </Refused>
      );
    case "unknown-segments":
      return (
        <Refused title="The condition names a segment that does not exist">
          {`There is no ${answer.handles.map((handle) => `“${handle}”`).join(" and no ")}. Choose another one, or remove it.`}
        </Refused>
      );
    case "cycle":
      return (
        <Refused title="Segments would ask each other in a circle">
          {`${answer.handles.map((handle) => nameOf(shop, handle)).join(" → ")}. Take one of them out of a condition.`}
        </Refused>
      );
    case "same-tag":
    case "empty-tag":
    case "tag-too-long":
    case "comma":
      return <Refused title="This tag cannot be written">{answer.reason}</Refused>;
    case "too-many-tags":
      return (
        <Refused title="All tags are used">
          <BlockStack gap="200">
            <Text as="p">{`${answer.reason} These have one:`}</Text>
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
  if (version === null || newest === null) {
    return (
      <Refused title="This segment was deleted meanwhile">
        Create it anew from the text of its condition, if it is still wanted.
      </Refused>
    );
  }
  return (
    <Banner tone="warning" title={`Version ${version} was published while you were editing`}>
      <BlockStack gap="200">
        <Text as="p">{`It changed ${describeDifference(base, newest)}.`}</Text>
        <InlineStack gap="200">
          <Button onClick={() => onOverwrite(version)}>Publish mine over it</Button>
          <Button onClick={() => window.location.reload()}>{`Load version ${version}`}</Button>
        </InlineStack>
      </BlockStack>
    </Banner>
  );
}

const nameOf = (shop: EditorShop, handle: string): string =>
  shop.segments.find((segment) => segment.handle === handle)?.name ?? "this segment";
