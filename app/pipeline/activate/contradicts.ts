import { tagKey } from "./tag-key.ts";

/**
 * Whether what Shopify tells of tags of ours contradicts what should stand: one was removed that is wanted, or one
 * added that is not. Our own writes come back too, and agree with what was wanted when they were made.
 */
export function contradicts(
  told: { change: "added" | "removed"; tags: readonly string[] },
  desired: readonly string[],
): boolean {
  const wanted = new Set(desired.map(tagKey));
  return told.tags.some((tag) => wanted.has(tagKey(tag)) !== (told.change === "added"));
}
