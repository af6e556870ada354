/**
 * Whether a segment of Shopify asks for a tag, by its query ("customer_tags CONTAINS 'kindling:vip'"): by the tag as a whole,
 * in either kind of quotes. A tag within another one is another tag; letters are compared without regard to case, as
 * Shopify tells tags apart.
 */
export function asksForTag(query: string, tag: string): boolean {
  const texts = query.matchAll(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/gu);
  const wanted = keyOf(tag);
  return [...texts].some(([, single, double]) => {
    const written = (single ?? double ?? "").replace(/\\(.)/gu, "$1");
    return keyOf(written) === wanted;
  });
}

const keyOf = (tag: string): string => tag.trim().toLowerCase();
