/** Refuses a place in a JSON document: what stands there is not what was expected. */
export function fail(place: string, expected: string, found: unknown): never {
  throw new Error(`${place} must be ${expected}, it is ${JSON.stringify(found) ?? "missing"}`);
}

export function readRecord(json: unknown, place: string): Record<string, unknown> {
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    return fail(place, "an object", json);
  }
  return Object.fromEntries(Object.entries(json));
}

export function readList(json: unknown, place: string): unknown[] {
  return Array.isArray(json) ? json : fail(place, "a list", json);
}

/** A number from 0 on; JSON has no NaN and no infinity. */
export function readNumber(json: unknown, place: string): number {
  return typeof json === "number" && json >= 0 ? json : fail(place, "a number, 0 or more", json);
}

export function oneOf<const T extends string | number>(
  allowed: readonly T[],
  json: unknown,
  place: string,
): T {
  const found = allowed.find((value) => value === json);
  return found ?? fail(place, `one of ${allowed.join(", ")}`, json);
}
