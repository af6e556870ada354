const REPLACEMENT = "\ufffd";

/** Whether PostgreSQL can hold it: its text and JSON take neither NUL nor half of a surrogate pair. */
export function isStorableText(value: unknown): value is string {
  return typeof value === "string" && !value.includes("\u0000") && value.isWellFormed();
}

/**
 * A text that people read and nothing is found by, with U+FFFD in place of what cannot be stored: a product with such a
 * title would otherwise have no price. An id or a token that was mended would be another one, and is refused instead.
 */
export const mendText = (text: string): string =>
  text.replaceAll("\u0000", REPLACEMENT).toWellFormed();
