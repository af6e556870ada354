/** Which tags of customers are kept. */
export interface KeptTags {
  /** Those that begin so are ours. */
  tagPrefixes: readonly string[];
  /** Those of others that a condition of the shop names, in lower case. */
  watchedTags: readonly string[];
}

/**
 * The tags that are kept, in their order. Others are a merchant's own words about a person and are not ours to store.
 * Without prefixes all are kept. Shopify compares tags without regard to case.
 */
export function keepPrefixedTags(
  tags: readonly string[],
  prefixes: readonly string[] | undefined,
  watched: readonly string[] = [],
): string[] {
  if (prefixes === undefined) return [...tags];
  const wanted = prefixes.map((prefix) => prefix.toLowerCase());
  return tags.filter((tag) => {
    const key = tag.trim().toLowerCase();
    return wanted.some((prefix) => key.startsWith(prefix)) || watched.includes(key);
  });
}
