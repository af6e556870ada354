import type { Words } from "../words/use-words.ts";

/** "a", "a or b", "a, b or c". */
export const joinEither = ({ t }: Words<"conditions">, parts: readonly string[]): string =>
  join(parts, (first, last) => t("either", { first, last }));

/** Of what did not happen: "no a, no b and no c". */
export const joinNeither = ({ t }: Words<"conditions">, parts: readonly string[]): string =>
  join(parts, (first, last) => t("neither", { first, last }));

function join(parts: readonly string[], two: (first: string, last: string) => string): string {
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : two(parts.slice(0, -1).join(", "), last);
}
