/** What a number in a condition may be. */
export interface NumberBounds {
  least: number;
  most: number;
  isWhole?: boolean;
}

/** A number as it is typed: the number, or one sentence on what it should be. */
export function readNumber(
  typed: string,
  { least, most, isWhole = false }: NumberBounds,
): { value: number } | { problem: string } {
  const text = typed.trim().replace(",", ".");
  const value = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(value) || (isWhole && !Number.isInteger(value))) {
    return { problem: isWhole ? "Write a whole number." : "Write a number." };
  }
  if (value < least) return { problem: `At least ${least}.` };
  if (value > most) return { problem: `At most ${most}.` };
  return { value };
}
