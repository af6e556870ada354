import { Misfit, peek } from "./reader.ts";
import type { Reader } from "./reader.ts";

/** Beyond this nobody understands a condition; and a text of parentheses alone must not exhaust the stack. */
const MOST_NESTED = 50;

/** Reads what stands within a group or a list, and refuses what is nested without measure. */
export function nest<T>(reader: Reader, read: () => T): T {
  if (reader.nesting >= MOST_NESTED) {
    const { start, end } = peek(reader);
    const message = { code: "nested", most: MOST_NESTED } as const;
    throw new Misfit({ start, end, message, expected: null, suggestion: null });
  }
  reader.nesting++;
  try {
    return read();
  } finally {
    reader.nesting--;
  }
}
