import type { ModelBounds, NumberBounds, NumberKind } from "../../pipeline/score/model-bounds.ts";
import type { ScoringModel, SignalRule } from "../../pipeline/score/model.ts";

/** What kind of number stands at a place of a model; null: none that can be edited. */
export function kindOf(path: string): NumberKind | null {
  const [score = "", part = "", name] = path.split(".");
  if (score === "trustCaps") return "trustCap";
  if (score === "behavior") return "behaviorPart";
  if (part === "groupCaps") return "groupCap";
  const field = score === "value" ? part : path.split(".").at(-1);
  return (
    FIELD_KINDS.find((kind) => kind === field && (score === "value" || name !== undefined)) ?? null
  );
}

const FIELD_KINDS = [
  "weight",
  "halfLifeMs",
  "dailyCap",
  "windowMs",
  "share",
  "reachMs",
  "pointsPerDecile",
  "pointsPerOrder",
  "frequencyCap",
  "recencyPoints",
] as const satisfies readonly NumberKind[];

/** The bounds of the number at a place. @throws RangeError where no number stands */
export function boundsAt(bounds: ModelBounds, path: string): NumberBounds {
  const kind = kindOf(path);
  if (kind === null) throw new RangeError(`There is no number at ${path}`);
  return bounds[kind];
}

/** The number at a place; null where there is none. */
export function numberAt(model: ScoringModel, path: string): number | null {
  let found: unknown = model;
  for (const key of path.split(".")) {
    found = typeof found === "object" && found !== null ? Reflect.get(found, key) : null;
  }
  return typeof found === "number" ? found : null;
}

/** The model with another number at a place; null takes it away. What leads nowhere changes nothing. */
export const withNumber = (model: ScoringModel, path: string, value: number | null): ScoringModel =>
  withValue(model, path, value);

/** The model with a signal that counts at a place such as "intent.signals.page_viewed"; null takes it away. */
export const withRule = (
  model: ScoringModel,
  path: string,
  rule: SignalRule | null,
): ScoringModel => withValue(model, path, rule);

function withValue(
  model: ScoringModel,
  path: string,
  value: number | SignalRule | null,
): ScoringModel {
  const changed = structuredClone(model);
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  let node: unknown = changed;
  for (const key of keys) {
    node = typeof node === "object" && node !== null ? Reflect.get(node, key) : null;
  }
  if (typeof node !== "object" || node === null) return model;
  if (value === null) Reflect.deleteProperty(node, last);
  else Reflect.set(node, last, value);
  return changed;
}
