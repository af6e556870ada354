import { tagKey } from "./tag-key.ts";

/** Most tags that Kindling keeps on one customer, of the 250 that Shopify allows all apps together. */
export const MAX_SEGMENTS_WITH_TAG = 20;

/** Shopify's limit for one tag, prefix included. */
export const MAX_TAG_LENGTH = 255;

/**
 * The tags a customer should carry, with the prefix, sorted, each once: those of the segments of
 * which the customer is a member; a segment may have none. No membership gives none.
 * @throws RangeError for more than 20 tags: a list of segments that long must be refused when edited
 *
 * @example
 * desiredTags({ memberships: { vip: { member: true } }, segments: [{ handle: "vip", tag: "vip" }],
 *   prefix: "kindling:" }) // ["kindling:vip"]
 */
export function desiredTags(input: {
  memberships: Readonly<Record<string, { member: boolean }>>;
  segments: readonly { handle: string; tag: string | null }[];
  prefix: string;
}): string[] {
  const { memberships, segments, prefix } = input;
  const tags = new Map<string, string>();
  for (const { handle, tag } of segments) {
    if (tag === null || !memberships[handle]?.member) continue;
    const written = writeTag(prefix, tag);
    if (!tags.has(tagKey(written))) tags.set(tagKey(written), written);
  }
  if (tags.size > MAX_SEGMENTS_WITH_TAG) {
    throw new RangeError(`A customer can carry ${MAX_SEGMENTS_WITH_TAG} tags, not ${tags.size}`);
  }
  return [...tags.values()].sort();
}

export interface TagPlan {
  add: string[];
  /** As the customer carries them, so that a log shows what was really there. */
  remove: string[];
}

/**
 * What to add and remove so that of all tags with one of our prefixes a customer carries the desired ones
 * and no others. Tags without a prefix of ours are never touched, whoever wrote them. Case is ignored,
 * as Shopify ignores it: a desired tag in another case is there already.
 * @param input.prefixes the shop's, and those that were ours before; one may be the beginning of another
 */
export function planTagChanges(input: {
  current: readonly string[];
  desired: readonly string[];
  prefixes: readonly string[];
}): TagPlan {
  const { current, desired, prefixes } = input;
  const carried = new Set(current.map(tagKey));
  const wanted = new Map(desired.map((tag) => [tagKey(tag), tag]));
  return {
    add: [...wanted].filter(([key]) => !carried.has(key)).map(([, tag]) => tag),
    remove: ownTags(current, prefixes).filter((tag) => !wanted.has(tagKey(tag))),
  };
}

/**
 * Those of a customer's tags that are ours: they begin with one of the prefixes, in any case.
 * @throws RangeError for an empty prefix, under which every tag would be ours to remove
 */
export function ownTags(tags: readonly string[], prefixes: readonly string[]): string[] {
  const keys = prefixes.map(tagKey);
  if (keys.includes("")) throw new RangeError("The tag prefix must not be empty");
  return tags.filter((tag) => keys.some((key) => tagKey(tag).startsWith(key)));
}

/** What stands on a customer after a plan was carried out. */
export function applyPlan(current: readonly string[], plan: TagPlan): string[] {
  const gone = new Set(plan.remove.map(tagKey));
  return [...current.filter((tag) => !gone.has(tagKey(tag))), ...plan.add].sort();
}

/**
 * A tag as it is written. A comma would be read by Shopify as the end of one tag and the beginning of the next, so
 * it becomes a space; what is too long is cut.
 */
export function writeTag(prefix: string, tag: string): string {
  const clean = `${prefix}${tag.trim()}`.replaceAll(",", " ").replace(/\s+/g, " ").trim();
  // By characters: half of one would be no text.
  return [...clean].slice(0, MAX_TAG_LENGTH).join("").trim();
}
