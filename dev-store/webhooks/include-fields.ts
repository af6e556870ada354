import type { JsonObject, JsonValue } from "./json-text.ts";
import { isJsonObject } from "./json-text.ts";

/**
 * Keeps of a payload what the dot paths name, as a subscription's include_fields does.
 * A path goes through every element of an array; a field that the payload lacks stays absent; where
 * a path ends at null on its way (a guest order's `customer.id`), the null is kept. No paths: all.
 */
export function selectFields(payload: JsonObject, paths: readonly string[]): JsonObject {
  if (paths.length === 0) return payload;
  const selection: Selection = new Map();
  for (const path of paths) addPath(selection, path.split("."));
  return pickFrom(payload, selection);
}

/** `null`: the whole value below; a map: only these fields of it. */
type Selection = Map<string, Selection | null>;

function addPath(selection: Selection, [field, ...rest]: string[]): void {
  if (field === undefined) return;
  const existing = selection.get(field);
  if (existing === null) return;
  if (rest.length === 0) {
    selection.set(field, null);
    return;
  }
  const below: Selection = existing ?? new Map();
  selection.set(field, below);
  addPath(below, rest);
}

function pickFrom(source: JsonObject, selection: Selection): JsonObject {
  const picked: JsonObject = {};
  for (const [field, below] of selection) {
    const value = source[field];
    if (value !== undefined) picked[field] = below === null ? value : pickBelow(value, below);
  }
  return picked;
}

function pickBelow(value: JsonValue, selection: Selection): JsonValue {
  if (Array.isArray(value)) return value.map((element) => pickBelow(element, selection));
  return isJsonObject(value) ? pickFrom(value, selection) : value;
}
