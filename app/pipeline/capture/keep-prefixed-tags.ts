/**
 * The tags under our prefix, in their order. Other tags are a merchant's own words about a person and
 * are not ours to store. Without a prefix all are kept. Shopify compares tags without regard to case.
 */
export function keepPrefixedTags(tags: readonly string[], prefix: string | undefined): string[] {
  if (prefix === undefined) return [...tags];
  const wanted = prefix.toLowerCase();
  return tags.filter((tag) => tag.toLowerCase().startsWith(wanted));
}
