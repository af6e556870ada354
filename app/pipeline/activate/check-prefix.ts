/** One letter would make tags of a merchant's own that begin with it ours to remove. */
const MIN_PREFIX_LENGTH = 2;

/** Leaves a segment's tag most of the 255 characters that Shopify allows. */
const MAX_PREFIX_LENGTH = 40;

export type CheckedPrefix = { outcome: "fine"; prefix: string } | RefusedPrefix;

/** What is wrong with a prefix; `reason` says it in English, with what to do. */
export interface RefusedPrefix {
  outcome: "refused";
  problem: "empty" | "comma" | "unseen" | "short" | "long";
  /** The length that is asked for, of "short" and "long"; else 0. */
  limit: number;
  reason: string;
}

/** Whether a text may stand before every tag. Blanks at its ends are dropped: Shopify would drop them too. */
export function checkTagPrefix(text: string): CheckedPrefix {
  const prefix = text.replace(/\s+/g, " ").trim();
  const refuse = (problem: RefusedPrefix["problem"], reason: string, limit = 0): RefusedPrefix => ({
    outcome: "refused",
    problem,
    reason,
    limit,
  });
  if (prefix === "")
    return refuse("empty", "Enter what every tag begins with, for example kindling:");
  if (prefix.includes(","))
    return refuse("comma", "Leave out the comma: Shopify ends a tag at it and begins another.");
  if (/\p{C}/u.test(prefix)) return refuse("unseen", "Leave out characters that cannot be seen.");
  const { length } = [...prefix];
  if (length < MIN_PREFIX_LENGTH)
    return refuse(
      "short",
      `Enter at least ${MIN_PREFIX_LENGTH} characters: tags of your own that begin with them would be removed.`,
      MIN_PREFIX_LENGTH,
    );
  if (length > MAX_PREFIX_LENGTH)
    return refuse("long", `Enter at most ${MAX_PREFIX_LENGTH} characters.`, MAX_PREFIX_LENGTH);
  return { outcome: "fine", prefix };
}
