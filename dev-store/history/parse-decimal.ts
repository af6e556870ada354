/** A decimal number without loss: `units` / 10^`scale`. */
export interface Decimal {
  units: bigint;
  scale: number;
}

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?$/;

/** Reads "12", "-1.50", ".5"; null for all else (an empty text, an exponent, a thousands comma). */
export function parseDecimal(text: string): Decimal | null {
  const [, sign, whole = "", fraction = ""] = DECIMAL.exec(text.trim()) ?? [];
  if (sign === undefined || whole + fraction === "") return null;
  const units = BigInt(whole + fraction);
  return { units: sign === "-" ? -units : units, scale: fraction.length };
}

/**
 * `decimal * quantity` in minor units of a currency with `digits` decimals, rounded half away from
 * zero once, at the end. Integers alone are used: 1.005 in binary floating point is below 1.005.
 * Throws above 2^53, where a JavaScript number would begin to lie.
 */
export function toMinor(decimal: Decimal, digits: number, quantity = 1): number {
  const units = decimal.units * BigInt(quantity);
  const shift = digits - decimal.scale;
  const minor =
    shift >= 0 ? units * 10n ** BigInt(shift) : divideRounded(units, 10n ** BigInt(-shift));
  const number = Number(minor);
  if (!Number.isSafeInteger(number))
    throw new RangeError(`${minor} minor units are too many to count`);
  return number;
}

function divideRounded(units: bigint, divisor: bigint): bigint {
  const half = divisor / 2n;
  return units < 0n ? -((-units + half) / divisor) : (units + half) / divisor;
}
