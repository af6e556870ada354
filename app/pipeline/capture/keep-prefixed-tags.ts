/**
 * The tags under one of our prefixes, in their order. Other tags are a merchant's own words about a person and
 * are not ours to store. Without prefixes all are kept. Shopify compares tags without regard to case.
 */
export function keepPrefixedTags(
  tags: readonly string[],
  prefixes: readonly string[] | undefined,
): string[] {
  if (prefixes === undefined) return [...tags];
  const wanted = prefixes.map((prefix) => prefix.toLowerCase());
  return tags.filter((tag) => wanted.some((prefix) => tag.toLowerCase().startsWith(prefix)));
}
