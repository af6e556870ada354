/** Most tags that Kindling keeps on one customer, of the 250 that Shopify allows all apps together. */
export const MAX_SEGMENTS_WITH_TAG = 20;

/** Shopify's limit for one tag, prefix included. */
export const MAX_TAG_LENGTH = 255;

/**
 * The tags a customer should carry, with the prefix, sorted, each once: those of the segments of
 * which the customer is a member. A comma would be read by Shopify as the end of one tag and the
 * beginning of the next, so it becomes a space; what is too long is cut. No membership gives none.
 * @throws RangeError for more than 20 tags: a list of segments that long must be refused when edited
 *
 * @example
 * desiredTags({ memberships: { vip: { member: true } }, segments: [{ handle: "vip", tag: "vip" }],
 *   prefix: "kindling:" }) // ["kindling:vip"]
 */
export function desiredTags(input: {
  memberships: Readonly<Record<string, { member: boolean }>>;
  segments: readonly { handle: string; tag: string }[];
  prefix: string;
}): string[] {
  const { memberships, segments, prefix } = input;
  const tags = new Map<string, string>();
  for (const { handle, tag } of segments) {
    if (!memberships[handle]?.member) continue;
    const written = writeTag(prefix, tag);
    if (!tags.has(keyOf(written))) tags.set(keyOf(written), written);
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
 * What to add and remove so that of all tags with our prefix a customer carries the desired ones
 * and no others. Tags without the prefix are never touched, whoever wrote them. Case is ignored,
 * as Shopify ignores it: a desired tag in another case is there already.
 */
export function planTagChanges(input: {
  current: readonly string[];
  desired: readonly string[];
  prefix: string;
}): TagPlan {
  const { current, desired, prefix } = input;
  const carried = new Set(current.map(keyOf));
  const wanted = new Map(desired.map((tag) => [keyOf(tag), tag]));
  return {
    add: [...wanted].filter(([key]) => !carried.has(key)).map(([, tag]) => tag),
    remove: ownTags(current, prefix).filter((tag) => !wanted.has(keyOf(tag))),
  };
}

/**
 * Those of a customer's tags that are ours: they begin with the prefix, in any case.
 * @throws RangeError for an empty prefix, under which every tag would be ours to remove
 */
export function ownTags(tags: readonly string[], prefix: string): string[] {
  const key = keyOf(prefix);
  if (key === "") throw new RangeError("The tag prefix must not be empty");
  return tags.filter((tag) => keyOf(tag).startsWith(key));
}

/** Shopify tells tags apart without regard to case. */
const keyOf = (tag: string): string => tag.trim().toLowerCase();

function writeTag(prefix: string, tag: string): string {
  const clean = `${prefix}${tag}`.replaceAll(",", " ").replace(/\s+/g, " ").trim();
  return clean.slice(0, MAX_TAG_LENGTH).trim();
}
