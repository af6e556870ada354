import type { TagFailureKind } from "../../pipeline/activate/sort-tag-failure.ts";
import type { Words } from "../words/use-words.ts";

/** Kinds whose words say all there is; for the others Shopify's own words say more. */
const KINDS = [
  "throttled",
  "retry",
  "reauthorize",
  "blocked",
  "broken",
  "gone",
  "too-many-tags",
  "tag-too-long",
  "refused",
] as const satisfies readonly TagFailureKind[];

const SAYS_MORE: readonly TagFailureKind[] = ["broken", "refused"];

/** Why tags could not be written, in the merchant's language; what nobody has words for, as it was logged. */
export function tagFailure(
  { t }: Words<"activity">,
  { failure, reason }: { failure: string | null; reason: string },
): string {
  const kind = KINDS.find((known) => known === failure);
  if (kind === undefined) return reason;
  const words = t(`failure.${kind}`);
  return SAYS_MORE.includes(kind) ? `${words} ${detailOf(reason)}`.trim() : words;
}

/** What Shopify said, behind our own words for it: "Shopify refused the tags: …". */
const detailOf = (reason: string): string =>
  reason.includes(": ") ? reason.slice(reason.indexOf(": ") + 2) : "";
