// ISO 4217, list one: the currencies whose minor unit is not a hundredth.
const EXPONENTS: ReadonlyMap<string, number> = new Map([
  ..."BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
    .split(" ")
    .map((code): [string, number] => [code, 0]),
  ..."BHD IQD JOD KWD LYD OMR TND".split(" ").map((code): [string, number] => [code, 3]),
  ["CLF", 4],
  ["UYW", 4],
]);

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;
const CODE_OF_FIVE = 53;

/** Decimals of a currency's minor unit by ISO 4217: 0 for JPY, 3 for KWD, 2 for any code not listed. */
export function minorUnitExponent(currency: string): number {
  return EXPONENTS.get(currency) ?? 2;
}

/**
 * The amount as an integer of the currency's minor units, exact by string arithmetic. Decimals beyond
 * the minor unit are rounded, half away from zero.
 *
 * Throws a RangeError when the text is not a plain decimal, or the result is beyond 2^53.
 *
 * @example toMinorUnits("12.345", "EUR") // 1235
 * @example toMinorUnits("1200", "JPY")   // 1200
 */
export function toMinorUnits(amount: string, currency: string): number {
  const match = DECIMAL.exec(amount);
  if (match === null) throw new RangeError("amount: expected a decimal string");
  const [, sign, whole = "", fraction = ""] = match;
  const exponent = minorUnitExponent(currency);
  const kept = Number(whole + fraction.slice(0, exponent).padEnd(exponent, "0"));
  const minor = fraction.charCodeAt(exponent) >= CODE_OF_FIVE ? kept + 1 : kept;
  if (!Number.isSafeInteger(minor)) throw new RangeError("amount: too large to be exact");
  return sign === "-" && minor !== 0 ? -minor : minor;
}

/**
 * The amount as Shopify writes it: a plain decimal with all decimals of the currency. Inverse of
 * `toMinorUnits`. Throws a RangeError on anything but a safe integer.
 *
 * @example formatMinorUnits(-5, "USD") // "-0.05"
 */
export function formatMinorUnits(minor: number, currency: string): string {
  if (!Number.isSafeInteger(minor)) throw new RangeError("minor units: expected a safe integer");
  const exponent = minorUnitExponent(currency);
  const sign = minor < 0 ? "-" : "";
  const digits = String(Math.abs(minor)).padStart(exponent + 1, "0");
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}
