/** A token that goes into the text as it is: numbers that a double cannot hold, and what is no JSON. */
export class RawToken {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** JSON that a hostile or damaged sender may write. A list of pairs may name a key twice. */
export type Fuzzed = string | number | boolean | null | RawToken | Fuzzed[] | { pairs: Pair[] };
export type Pair = [key: string, value: Fuzzed];

/** Any parsed JSON in the form that is mutated. */
export function toFuzzed(value: unknown): Fuzzed {
  if (Array.isArray(value)) return value.map(toFuzzed);
  if (typeof value === "object" && value !== null) {
    return { pairs: Object.entries(value).map(([key, below]): Pair => [key, toFuzzed(below)]) };
  }
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return value;
  }
  return null;
}

export function isPairs(value: Fuzzed): value is { pairs: Pair[] } {
  return typeof value === "object" && value !== null && "pairs" in value;
}

export function writeFuzzed(value: Fuzzed): string {
  if (value instanceof RawToken) return value.text;
  if (Array.isArray(value)) return `[${value.map(writeFuzzed).join(",")}]`;
  if (!isPairs(value)) return JSON.stringify(value);
  const pairs = value.pairs.map(([key, below]) => `${JSON.stringify(key)}:${writeFuzzed(below)}`);
  return `{${pairs.join(",")}}`;
}
