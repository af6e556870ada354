/** One letter would make tags of a merchant's own that begin with it ours to remove. */
export const MIN_PREFIX_LENGTH = 2;

/** Leaves a segment's tag most of the 255 characters that Shopify allows. */
export const MAX_PREFIX_LENGTH = 40;

export type CheckedPrefix =
  | { outcome: "fine"; prefix: string }
  /** In words for a merchant. */
  | { outcome: "refused"; reason: string };

/** Whether a text may stand before every tag. Blanks at its ends are dropped: Shopify would drop them too. */
export function checkTagPrefix(text: string): CheckedPrefix {
  const prefix = text.replace(/\s+/g, " ").trim();
  const refuse = (reason: string): CheckedPrefix => ({ outcome: "refused", reason });
  if (prefix === "") return refuse("Enter what every tag begins with, for example kindling:");
  if (prefix.includes(","))
    return refuse("Leave out the comma: Shopify ends a tag at it and begins another.");
  if (/\p{C}/u.test(prefix)) return refuse("Leave out characters that cannot be seen.");
  const { length } = [...prefix];
  if (length < MIN_PREFIX_LENGTH)
    return refuse(
      `Enter at least ${MIN_PREFIX_LENGTH} characters: tags of your own that begin with them would be removed.`,
    );
  if (length > MAX_PREFIX_LENGTH) return refuse(`Enter at most ${MAX_PREFIX_LENGTH} characters.`);
  return { outcome: "fine", prefix };
}
