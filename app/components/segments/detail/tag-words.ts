import type { Instant } from "../../../pipeline/shared/time.ts";
import type { TagProgress } from "../../../queries/read-segment-context.ts";
import type { Words } from "../../words/use-words.ts";

/** How far Shopify has a segment's tag, a sentence each: on how many, how many wait, how many were refused. */
export function tagWords(
  { t, format }: Words<"segments">,
  tag: TagProgress,
  asOf: Instant,
): string[] {
  const { mode, wanted, written, refused, countedAt } = tag;
  if (mode === "cleaning" || mode === "cleaned") return [t("tag.cleaned")];
  const waiting = Math.max(0, wanted - written - refused);
  const counts = { written: format.count(written), wanted: format.count(wanted) };
  return [
    t("tag.on", { count: wanted, ...counts }),
    ...(waiting === 0 ? [] : [t("tag.waiting", { amount: format.count(waiting) })]),
    ...(refused === 0 ? [] : [t("tag.refused", { amount: format.count(refused) })]),
    ...(mode === "paused" ? [t("tag.paused")] : []),
    ...(countedAt === null ? [] : [t("tag.counted", { ago: format.ago(countedAt, asOf) })]),
  ];
}
