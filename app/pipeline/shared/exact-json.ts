/** Anything JSON can say. Integers that a double cannot hold arrive as strings of their digits. */
export type ExactJson =
  string | number | boolean | null | ExactJson[] | { [key: string]: ExactJson };

// 2^53 has 16 digits. Bodies without such a run where a number can begin skip the reviver, which costs seven times the plain
// parse (measured on an order of 13 fields: 0.5 against 3.8 microseconds). What can stand before a number is looked for, since
// it is rarer than digits: an order of 4 kB takes 1.1 microseconds in place of 6.1.
const LONG_NUMBER = /[:,[\s-]\d{16}/;
const LONG_AT_START = /^\d{16}/;
const INTEGER = /^-?\d+$/;

/**
 * Parses JSON without damaging ids above 2^53: such an integer comes back as a string of exactly its
 * digits, every other value as JSON.parse gives it. A key named `__proto__` is an ordinary key.
 *
 * Throws a SyntaxError on anything that is not JSON, and on nesting too deep to walk.
 *
 * @example parseExactJson('{"id":820982911946154508}') // { id: "820982911946154508" }
 */
export function parseExactJson(text: string): ExactJson {
  try {
    const mayHoldLong = LONG_NUMBER.test(text) || LONG_AT_START.test(text);
    const value: ExactJson = mayHoldLong ? JSON.parse(text, keepDigits) : JSON.parse(text);
    return value;
  } catch (error) {
    // The reviver recurses: a hostile body must not look like a fault of ours.
    if (error instanceof RangeError) throw new SyntaxError("JSON is nested too deeply");
    throw error;
  }
}

function keepDigits(_key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== "number" || Number.isSafeInteger(value)) return value;
  const source = context?.source;
  return source !== undefined && INTEGER.test(source) ? source : value;
}
