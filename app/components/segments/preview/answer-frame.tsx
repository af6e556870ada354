import { Button, InlineStack, SkeletonBodyText, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useWords } from "../../words/use-words.ts";
import type { LiveAnswer } from "./use-answer.ts";

/** What a line takes, with what lies between two. */
const LINE_REM = 1.5;

/**
 * The place of an answer that is on its way: of one height whether it is there or not, so that nothing below it moves.
 * The last answer stays, with a bar beside it, while the next one comes.
 */
export function AnswerFrame<Answer>(props: {
  live: LiveAnswer<Answer>;
  /** Lines that an answer takes, for the time before the first. */
  lines: number;
  children: (answer: Answer) => ReactNode;
}) {
  const { live, lines, children } = props;
  const { t } = useWords("editor");
  return (
    <div
      className="k-answer"
      style={{ minHeight: `${lines * LINE_REM}rem` }}
      aria-busy={live.isWaiting}
      data-waiting={live.isWaiting || undefined}
    >
      {live.hasFailed ? (
        <InlineStack gap="200" blockAlign="center">
          <Text as="span" tone="critical">
            {t("preview.failed")}
          </Text>
          <Button size="slim" onClick={live.retry}>
            {t("common:error.tryAgain")}
          </Button>
        </InlineStack>
      ) : live.answer === null ? (
        <SkeletonBodyText lines={lines} />
      ) : (
        children(live.answer)
      )}
    </div>
  );
}
