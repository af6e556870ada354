import type { NumberBounds } from "../../../pipeline/score/model-bounds.ts";

/**
 * A number as a merchant types it, with a point or a comma before its decimals; null: it is none that may stand there.
 * @param perUnit how much one of what is typed comes to: milliseconds of a day, hundredths of a percent
 */
export function readTyped(typed: string, bounds: NumberBounds, perUnit = 1): number | null {
  const text = typed.trim().replace(",", ".");
  if (!/^\d+(\.\d+)?$/.test(text)) return null;
  // Thirty percent is 0.3 and not 0.30000000000000004.
  const value = Number((Number(text) * perUnit).toPrecision(15));
  if (bounds.isWhole && !Number.isInteger(value)) return null;
  return value >= bounds.least && value <= bounds.most ? value : null;
}
