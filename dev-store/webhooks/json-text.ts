/** A number token that is written digit by digit: Shopify's ids exceed 2^53, where doubles round. */
class ExactNumber {
  readonly digits: string;

  constructor(digits: string) {
    if (!/^(0|[1-9]\d*)$/.test(digits)) throw new RangeError(`Not a decimal id: ${digits}`);
    this.digits = digits;
  }
}

export type JsonValue = string | number | boolean | null | ExactNumber | JsonValue[] | JsonObject;

export interface JsonObject {
  [field: string]: JsonValue | undefined;
}

/** True for an object that has fields; an ExactNumber counts as a number. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof ExactNumber)
  );
}

/** The id as a JSON number, exact at any length; null for null. */
export function numericId(id: string): ExactNumber;
export function numericId(id: string | null): ExactNumber | null;
export function numericId(id: string | null): ExactNumber | null {
  return id === null ? null : new ExactNumber(id);
}

/** JSON text of a payload, exact numbers kept. Fields that are undefined are left out. */
export function writeJson(value: JsonValue): string {
  if (value instanceof ExactNumber) return value.digits;
  if (Array.isArray(value)) return `[${value.map(writeJson).join(",")}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const fields: string[] = [];
  for (const [field, below] of Object.entries(value)) {
    if (below !== undefined) fields.push(`${JSON.stringify(field)}:${writeJson(below)}`);
  }
  return `{${fields.join(",")}}`;
}
