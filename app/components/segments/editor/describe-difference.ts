import type { Words } from "../../words/use-words.ts";
import { canonicalJson } from "./canonical-json.ts";
import type { SegmentContent } from "./segment-draft.ts";

const PARTS = [
  { part: "name", fields: ["name"] },
  { part: "description", fields: ["description"] },
  { part: "tag", fields: ["tag"] },
  { part: "condition", fields: ["condition"] },
  { part: "leaving", fields: ["leaveWhen", "minimumStayMs", "minimumAbsenceMs"] },
] as const satisfies readonly { part: string; fields: readonly (keyof SegmentContent)[] }[];

/**
 * What differs between two versions of a segment, given as definitions or as the JSON of them: "the name and the
 * condition"; "nothing" where nothing does.
 */
export function describeDifference(
  { t, format }: Words<"editor">,
  before: unknown,
  after: unknown,
): string {
  const differs = (field: string): boolean =>
    canonicalJson(fieldOf(before, field)) !== canonicalJson(fieldOf(after, field));
  const words = PARTS.filter(({ fields }) => fields.some(differs)).map(({ part }) =>
    t(`changed.${part}`),
  );
  return words.length === 0 ? t("changed.nothing") : format.list(words);
}

const fieldOf = (definition: unknown, field: string): unknown =>
  typeof definition === "object" && definition !== null
    ? (Reflect.get(definition, field) ?? null)
    : null;
