import type { Refusal } from "../../queries/read-refusals.ts";
import type { Words } from "../words/use-words.ts";

export interface RefusalWords {
  /** What was wrong. */
  what: string;
  /** What to do about it. */
  todo: string;
}

type Cause =
  | "consent"
  | "nobody"
  | "signature"
  | "time"
  | "topic"
  | "large"
  | "malformed"
  | "kind"
  | "unclearTime"
  | "field"
  | "ignored";

/** The first that fits. Reasons are those of the edges: a word of ours, or the field and what was expected. */
const KNOWN: readonly [RegExp, Cause][] = [
  [/^no-consent$|consent/, "consent"],
  [/^no-identity$/, "nobody"],
  [/^wrong-signature$/, "signature"],
  [/^wrong-time$|^too-old$/, "time"],
  [/^unknown-topic$/, "topic"],
  [/^too-large$|more than \d+ (?:bytes|events|messages)/, "large"],
  [/not JSON|^malformed$/, "malformed"],
  [/unknown kind/, "kind"],
  [/occurredAt|sentAt|timestamp|_at: expected|At: expected/, "unclearTime"],
];

export function refusalWords(
  { t }: Words<"quality">,
  refusal: Pick<Refusal, "outcome" | "reason">,
): RefusalWords {
  const cause = causeOf(refusal);
  return { what: t(`refusal.${cause}.what`), todo: t(`refusal.${cause}.todo`) };
}

function causeOf({ outcome, reason }: Pick<Refusal, "outcome" | "reason">): Cause {
  if (outcome === "ignored" && reason !== "no-consent") return "ignored";
  return KNOWN.find(([pattern]) => pattern.test(reason))?.[1] ?? "field";
}
