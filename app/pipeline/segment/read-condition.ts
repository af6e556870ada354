import { ATOM_SCHEMAS } from "./condition-schema.ts";
import type { Condition } from "./condition-tree.ts";
import { join, readKind, readList, readObject, readOneOf } from "./read-json.ts";
import type { Problem, Read } from "./read-json.ts";
import { upgradeCondition } from "./upgrade-condition.ts";

/** What a tree may be deep, its root included: what is deeper nobody understands. */
export const DEEPEST_CONDITION = 20;

export type ReadCondition =
  { outcome: "read"; condition: Condition } | { outcome: "refused"; problems: Problem[] };

/**
 * A condition from JSON, with a problem for each place that is not as it must be. Kinds and fields that are not known
 * are refused: a condition half understood would put people where nobody meant them to be. Whether it makes sense
 * is another question: checkCondition.
 */
export function readCondition(json: unknown): ReadCondition {
  const problems: Problem[] = [];
  const condition = readTree(1)(json, "", problems);
  return condition === undefined
    ? { outcome: "refused", problems }
    : { outcome: "read", condition };
}

function readTree(depth: number): Read<Condition> {
  return (json, path, problems) => {
    if (depth > DEEPEST_CONDITION) {
      problems.push({ path, message: { code: "too-deep", most: DEEPEST_CONDITION } });
      return undefined;
    }
    return readKind<Condition>({ ...groupsTo(depth), ...ATOM_SCHEMAS }, "condition")(
      json,
      path,
      problems,
    );
  };
}

function groupsTo(depth: number): Record<"all" | "any" | "none", Read<Condition>> {
  const of = readList(readTree(depth + 1));
  return {
    all: readObject<{ kind: "all"; of: Condition[] }>({ kind: readOneOf("all"), of }),
    any: readObject<{ kind: "any"; of: Condition[] }>({ kind: readOneOf("any"), of }),
    none: readObject<{ kind: "none"; of: Condition[] }>({ kind: readOneOf("none"), of }),
  };
}

/**
 * A stored condition, also one in the words of earlier releases.
 * @throws Error that names every place that cannot be read, each beginning with `place`
 */
export function parseCondition(json: unknown, place = "condition"): Condition {
  const read = readCondition(upgradeCondition(json));
  if (read.outcome === "read") return read.condition;
  const lines = read.problems.map(
    ({ path, message }) => `${path === "" ? place : join(place, path)}: ${JSON.stringify(message)}`,
  );
  throw new Error(lines.join("\n"));
}
