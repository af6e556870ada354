import { tagKey } from "./tag-key.ts";
import { MAX_SEGMENTS_WITH_TAG, MAX_TAG_LENGTH, writeTag } from "./tag-plan.ts";

export type CheckedTags =
  | { outcome: "fine" }
  /** `reason` is for the merchant, `handles` are the segments that it is about. */
  | {
      outcome: "too-many-tags" | "same-tag" | "empty-tag" | "tag-too-long" | "comma";
      handles: string[];
      reason: string;
    };

/**
 * Whether a shop's segments may all be published with these tags. A segment without a tag (null) is always fine.
 * The publish service asks with the whole list as it would be afterwards.
 */
export function checkSegmentTags(input: {
  segments: readonly { handle: string; name: string; tag: string | null }[];
  prefix: string;
}): CheckedTags {
  const tagged = input.segments.flatMap(({ tag, ...segment }) =>
    tag === null ? [] : [{ ...segment, tag }],
  );
  for (const segment of tagged) {
    const refusal = checkOne(segment, input.prefix);
    if (refusal !== null) return { ...refusal, handles: [segment.handle] };
  }
  if (tagged.length > MAX_SEGMENTS_WITH_TAG) {
    return {
      outcome: "too-many-tags",
      handles: tagged.slice(MAX_SEGMENTS_WITH_TAG).map(({ handle }) => handle),
      reason: `At most ${MAX_SEGMENTS_WITH_TAG} segments can have a tag, since Shopify allows 250 tags on a customer for all apps together. Publish this one without a tag, or take the tag off another.`,
    };
  }
  const holders = new Map<string, (typeof tagged)[number]>();
  for (const segment of tagged) {
    const key = tagKey(writeTag(input.prefix, segment.tag));
    const holder = holders.get(key);
    if (holder !== undefined) {
      return {
        outcome: "same-tag",
        handles: [holder.handle, segment.handle],
        reason: `“${holder.name}” has this tag already. Shopify does not tell tags apart by case, commas or repeated blanks.`,
      };
    }
    holders.set(key, segment);
  }
  return { outcome: "fine" };
}

type Refusal = Pick<Exclude<CheckedTags, { outcome: "fine" }>, "outcome" | "reason">;

function checkOne({ name, tag }: { name: string; tag: string }, prefix: string): Refusal | null {
  if (tag.trim() === "") {
    const reason = `The tag of “${name}” is empty. Enter one, or publish the segment without a tag.`;
    return { outcome: "empty-tag", reason };
  }
  if (tag.includes(",")) {
    const reason = `The tag of “${name}” holds a comma, at which Shopify would end it.`;
    return { outcome: "comma", reason };
  }
  if ([...`${prefix}${tag.trim()}`].length > MAX_TAG_LENGTH) {
    const reason = `With the prefix ${prefix} the tag of “${name}” is longer than the ${MAX_TAG_LENGTH} characters that Shopify allows.`;
    return { outcome: "tag-too-long", reason };
  }
  return null;
}
