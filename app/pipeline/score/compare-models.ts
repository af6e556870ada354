import type { ScoringModel } from "./model.ts";

/** One place in which two models differ. */
export interface ModelDifference {
  /** Where it stands: "intent.signals.product_viewed.halfLifeMs". */
  path: string;
  /** What stands there: a number, or the names of groups; null where there is nothing. */
  from: number | string | null;
  to: number | string | null;
}

/**
 * In which numbers two models differ, in the order of the first, with what only the second has after it. Their
 * versions are left out; in which order a model lists its signals is no difference.
 */
export function compareModels(from: ScoringModel, to: ScoringModel): ModelDifference[] {
  const [old, fresh] = [numbersOf(from), numbersOf(to)];
  const paths = new Set([...old.keys(), ...fresh.keys()]);
  return [...paths]
    .map((path) => ({ path, from: old.get(path) ?? null, to: fresh.get(path) ?? null }))
    .filter((difference) => difference.from !== difference.to);
}

/** A text that two models share exactly where they do not differ. */
export const modelKey = (model: ScoringModel): string =>
  JSON.stringify([...numbersOf(model)].sort(([a], [b]) => (a < b ? -1 : 1)));

/** Every number of a model by its path, its version left out. */
function numbersOf({ version: _version, ...model }: ScoringModel): Map<string, number | string> {
  const numbers = new Map<string, number | string>();
  const walk = (value: unknown, path: string): void => {
    if (Array.isArray(value)) numbers.set(path, value.toSorted().join(", "));
    else if (typeof value === "object" && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        walk(inner, path === "" ? key : `${path}.${key}`);
      }
    } else if (typeof value === "number" || typeof value === "string") numbers.set(path, value);
  };
  walk(model, "");
  return numbers;
}
