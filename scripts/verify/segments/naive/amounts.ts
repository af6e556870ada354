/** Decimals of the currencies that are simulated. */
const DECIMALS: Record<string, number> = { EUR: 2, USD: 2, JPY: 0, KWD: 3 };

/** An amount in the major unit as whole minor units. */
export function toMinor(amount: number, currency: string): number {
  const decimals = DECIMALS[currency];
  if (decimals === undefined) throw new Error(`${currency} is not simulated`);
  return Math.round(amount * 10 ** decimals);
}
