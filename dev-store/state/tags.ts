/** Shopify's limits: tags of one resource, characters of one tag. */
const MAX_TAGS = 250;
export const MAX_TAG_LENGTH = 255;

/** The reason why Shopify refuses a list of tags, or the tags themselves, sorted. */
export type TagOutcome = { tags: string[] } | { refused: string };

/** Splits at commas, trims, drops the empty ones; of tags that differ in case alone the first stays. */
export function splitTags(input: readonly string[]): string[] {
  const byKey = new Map<string, string>();
  for (const element of input) {
    for (const part of element.split(",")) {
      const tag = part.trim();
      const key = tagKey(tag);
      if (tag !== "" && !byKey.has(key)) byKey.set(key, tag);
    }
  }
  return [...byKey.values()];
}

/** Under which tags are compared. */
export function tagKey(tag: string): string {
  return tag.toLowerCase();
}

/** A tag that is there already, in whatever case, keeps its first casing. */
export function addTags(current: readonly string[], input: readonly string[]): TagOutcome {
  return settle(splitTags([...current, ...splitTags(input)]));
}

/** Ignores case, and tags that are not there. */
export function removeTags(current: readonly string[], input: readonly string[]): TagOutcome {
  const gone = new Set(splitTags(input).map(tagKey));
  return settle(current.filter((tag) => !gone.has(tagKey(tag))));
}

/** The list becomes exactly `input`; what was there already keeps its casing. */
export function replaceTags(current: readonly string[], input: readonly string[]): TagOutcome {
  const casing = new Map(current.map((tag) => [tagKey(tag), tag]));
  return settle(splitTags(input).map((tag) => casing.get(tagKey(tag)) ?? tag));
}

/** Which tags of `after` are not in `before`. */
export function newTags(before: readonly string[], after: readonly string[]): string[] {
  const known = new Set(before.map(tagKey));
  return after.filter((tag) => !known.has(tagKey(tag)));
}

function settle(tags: string[]): TagOutcome {
  if (tags.some((tag) => [...tag].length > MAX_TAG_LENGTH)) {
    return { refused: `Tags is too long (maximum is ${MAX_TAG_LENGTH} characters)` };
  }
  if (tags.length > MAX_TAGS) return { refused: `Tags cannot be more than ${MAX_TAGS}` };
  return { tags: tags.sort(compareTags) };
}

function compareTags(left: string, right: string): number {
  const a = tagKey(left);
  const b = tagKey(right);
  return a < b ? -1 : a > b ? 1 : 0;
}
