import { Text } from "@shopify/polaris";
import type { PreviewOutcome, SegmentPreview } from "../../../services/preview-segment.ts";
import { formatCount, formatCounted, formatShare } from "../../format/format-number.ts";
import { AnswerFrame } from "./answer-frame.tsx";
import { countedWords, estimateWords, intervalWords } from "./estimate-words.ts";
import type { LiveAnswer } from "./use-answer.ts";

/** How many would be in a segment now. */
export function SizeNow({ live }: { live: LiveAnswer<PreviewOutcome> }) {
  return (
    <div aria-live="polite">
      <AnswerFrame live={live} lines={3}>
        {(answer) => (answer.outcome === "previewed" ? <Size preview={answer} /> : <NoSize />)}
      </AnswerFrame>
    </div>
  );
}

function Size({ preview }: { preview: SegmentPreview }) {
  const { customers, visitors, drawn, total } = preview;
  const interval = intervalWords(customers);
  return (
    <>
      <p className="k-size-number">{estimateWords(customers)}</p>
      <Text as="p">{`customers would be in it now, ${formatShare(customers.count, total)} of all people`}</Text>
      <Text as="p" tone="subdued">
        {interval === null
          ? `Counted: all ${formatCounted(total, "person").replace("persons", "people")}`
          : `${interval}, with 95% certainty, from ${formatCount(drawn)} of ${formatCount(total)} people`}
        {visitors.count > 0 ? `. Besides, ${countedWords(visitors, "visitor")}` : ""}
      </Text>
    </>
  );
}

function NoSize() {
  return (
    <Text as="p" tone="subdued">
      No number yet: the condition is not complete.
    </Text>
  );
}
