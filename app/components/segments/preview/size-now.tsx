import { Text } from "@shopify/polaris";
import { assertNever } from "../../../pipeline/shared/outcome.ts";
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
        {(answer) =>
          answer.outcome === "previewed" ? <Size preview={answer} /> : <NoSize answer={answer} />
        }
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

type Refused = Exclude<PreviewOutcome, { outcome: "previewed" }>;

/** Why there is no number. */
function NoSize({ answer }: { answer: Refused }) {
  return (
    <>
      <Text as="p">No number yet.</Text>
      <Text as="p" tone="subdued">
        {reasonOf(answer)}
      </Text>
    </>
  );
}

function reasonOf(answer: Refused): string {
  switch (answer.outcome) {
    case "not-sound":
      return answer.problems[0]?.message ?? "The condition is not complete.";
    case "unknown-segments":
      return "The condition names a segment that does not exist.";
    case "cycle":
      return "Segments would ask each other in a circle.";
    case "too-many-tags":
    case "same-tag":
    case "empty-tag":
    case "tag-too-long":
    case "comma":
      return answer.reason;
    default:
      return assertNever(answer);
  }
}
