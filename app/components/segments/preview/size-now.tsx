import { Text } from "@shopify/polaris";
import { assertNever } from "../../../pipeline/shared/outcome.ts";
import type { PreviewOutcome, SegmentPreview } from "../../../services/preview-segment.ts";
import { sayProblem } from "../text/say-text.ts";
import { useWords, type Words } from "../../words/use-words.ts";
import { AnswerFrame } from "./answer-frame.tsx";
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
  const { t, format } = useWords("editor");
  const { customers, visitors, drawn, total } = preview;
  const interval = format.interval(customers);
  return (
    <>
      <p className="k-size-number">{format.estimate(customers)}</p>
      <Text as="p">{t("size.inIt", { part: format.share(customers.count, total) })}</Text>
      <Text as="p" tone="subdued">
        {interval === null
          ? t("size.counted", { count: total, total: format.count(total) })
          : t("size.estimated", {
              interval,
              drawn: format.count(drawn),
              total: format.count(total),
            })}
      </Text>
      {visitors.count > 0 ? (
        <Text as="p" tone="subdued">
          {t("size.visitors", { visitors: format.counted(visitors, "visitors") })}
        </Text>
      ) : null}
    </>
  );
}

type Refused = Exclude<PreviewOutcome, { outcome: "previewed" }>;

/** Why there is no number. */
function NoSize({ answer }: { answer: Refused }) {
  const words = useWords("editor");
  const grammar = useWords("grammar");
  return (
    <>
      <Text as="p">{words.t("size.none")}</Text>
      <Text as="p" tone="subdued">
        {reasonOf(words, grammar, answer)}
      </Text>
    </>
  );
}

function reasonOf({ t }: Words<"editor">, grammar: Words<"grammar">, answer: Refused): string {
  switch (answer.outcome) {
    case "not-sound": {
      const [first] = answer.problems;
      return first === undefined ? t("preview.incomplete") : sayProblem(grammar, first.message);
    }
    case "unknown-segments":
      return t("size.unknownSegment");
    case "cycle":
      return t("size.cycle");
    case "too-many-tags":
    case "same-tag":
    case "empty-tag":
    case "tag-too-long":
    case "comma":
      return t(`size.tag.${answer.outcome}`);
    default:
      return assertNever(answer);
  }
}
