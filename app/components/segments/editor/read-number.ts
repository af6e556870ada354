/** What a number in a condition may be. */
export interface NumberBounds {
  least: number;
  most: number;
  isWhole?: boolean;
}

/** What is wrong with what was typed in a number's place. */
export type NumberProblem =
  { problem: "no-number" | "not-whole" } | { problem: "too-small" | "too-large"; bound: number };

/** A number as it is typed, with a point or a comma before decimals: the number, or what is wrong with it. */
export function readNumber(
  typed: string,
  { least, most, isWhole = false }: NumberBounds,
): { value: number } | NumberProblem {
  const text = typed.trim().replace(",", ".");
  const value = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(value) || (isWhole && !Number.isInteger(value))) {
    return { problem: isWhole ? "not-whole" : "no-number" };
  }
  if (value < least) return { problem: "too-small", bound: least };
  if (value > most) return { problem: "too-large", bound: most };
  return { value };
}
