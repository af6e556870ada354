import { tagKey } from "./tag-key.ts";

/**
 * Whether what Shopify tells of tags of ours contradicts what should stand, or what is believed to: one was removed that
 * is on the list, or one added that is not. Our own writes come back too, and agree with both once they are noted.
 */
export function contradicts(
  told: { change: "added" | "removed"; tags: readonly string[] },
  list: readonly string[],
): boolean {
  const wanted = new Set(list.map(tagKey));
  return told.tags.some((tag) => wanted.has(tagKey(tag)) !== (told.change === "added"));
}
