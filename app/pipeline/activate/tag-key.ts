/** Under which Shopify compares tags: it ignores case, and blanks at the ends. */
export const tagKey = (tag: string): string => tag.trim().toLowerCase();

/** Whether the lists hold the same tags for Shopify, in whatever order. */
export function areSameTags(one: readonly string[], other: readonly string[]): boolean {
  const keys = new Set(one.map(tagKey));
  const others = new Set(other.map(tagKey));
  return keys.size === others.size && [...keys].every((key) => others.has(key));
}
