import type { z } from "zod";
import type { ScoringModel } from "./model.ts";
import { ScoringModelSchema } from "./model-schema.ts";

/** Why one field of a model is refused. */
export interface FieldError {
  /** Where it stands: "intent.signals.page_viewed.weight"; empty for the model itself. */
  path: string;
  /** What stands there, as JSON, cut short; "nothing" where the field is missing. */
  found: string;
  /** What must stand there: "a number from 0 to 100". */
  expected: string;
}

export type ParsedModel =
  | { outcome: "valid"; model: ScoringModel }
  /** Every field that is wrong, at least one. */
  | { outcome: "invalid"; errors: FieldError[] };

/** A scoring model from JSON. Unknown fields are refused; what is valid comes back as it was. */
export function parseScoringModel(json: unknown): ParsedModel {
  const parsed = ScoringModelSchema.safeParse(json);
  if (parsed.success) return { outcome: "valid", model: parsed.data };
  const errors = parsed.error.issues.flatMap((issue) => listErrors(issue, json));
  // A number that breaks two rules of one field has one thing to say.
  const unique = new Map(errors.map((error) => [`${error.path} ${error.expected}`, error]));
  return { outcome: "invalid", errors: [...unique.values()] };
}

/** @example "intent.signals.page_viewed.weight must be a number from 0 to 100, it is -1" */
export const describeFieldError = ({ path, found, expected }: FieldError): string =>
  `${path || "The model"} must be ${expected}, it is ${found}`;

function listErrors(issue: z.core.$ZodIssue, json: unknown): FieldError[] {
  if (issue.code === "invalid_key") {
    // The name itself is refused, whatever stands under it.
    const expected = issue.issues[0]?.message ?? issue.message;
    return [{ path: issue.path.join("."), found: show(issue.path.at(-1)), expected }];
  }
  const paths =
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => [...issue.path, key])
      : [issue.path];
  return paths.map((path) => ({
    path: path.join("."),
    found: show(lookUp(json, path)),
    expected: issue.message,
  }));
}

function lookUp(json: unknown, path: readonly PropertyKey[]): unknown {
  let found = json;
  for (const key of path) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, key)) return undefined;
    found = Reflect.get(found, key);
  }
  return found;
}

const MOST_SHOWN = 60;

function show(found: unknown): string {
  if (typeof found === "number" && !Number.isFinite(found)) return String(found);
  const text = JSON.stringify(found) ?? "nothing";
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}
