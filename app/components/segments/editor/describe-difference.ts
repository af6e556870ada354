import { canonicalJson } from "./canonical-json.ts";
import type { SegmentContent } from "./segment-draft.ts";

const PARTS: readonly { words: string; fields: readonly (keyof SegmentContent)[] }[] = [
  { words: "the name", fields: ["name"] },
  { words: "the description", fields: ["description"] },
  { words: "the tag", fields: ["tag"] },
  { words: "the condition", fields: ["condition"] },
  { words: "when members leave", fields: ["leaveWhen", "minimumStayMs", "minimumAbsenceMs"] },
];

/**
 * What differs between two versions of a segment, given as definitions or as the JSON of them: "the name and the
 * condition"; "nothing" where nothing does.
 */
export function describeDifference(before: unknown, after: unknown): string {
  const words = PARTS.filter(({ fields }) =>
    fields.some(
      (field) => canonicalJson(fieldOf(before, field)) !== canonicalJson(fieldOf(after, field)),
    ),
  ).map((part) => part.words);
  const last = words.pop();
  if (last === undefined) return "nothing";
  return words.length === 0 ? last : `${words.join(", ")} and ${last}`;
}

const fieldOf = (definition: unknown, field: string): unknown =>
  typeof definition === "object" && definition !== null
    ? (Reflect.get(definition, field) ?? null)
    : null;
