import { formatMinorUnits } from "../../pipeline/shared/money.ts";

const symbols = new Map<string, string>();

/**
 * An amount in minor units as a merchant reads it: "$1,234.50", "¥1,200", "KWD 3.250". The currency's
 * own symbol where English has one, else its code. Decimals are ours, not Intl's, whose tables differ
 * from ISO 4217 and from what Shopify sends.
 */
export function formatMoney(minor: number, currency: string): string {
  const [whole = "", fraction] = formatMinorUnits(Math.abs(minor), currency).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  const symbol = currencySymbol(currency);
  // A code needs a space before the number, a symbol does not.
  const gap = /[A-Za-z]$/.test(symbol) ? "\u00a0" : "";
  return `${minor < 0 ? "-" : ""}${symbol}${gap}${grouped}${fraction === undefined ? "" : `.${fraction}`}`;
}

function currencySymbol(currency: string): string {
  const known = symbols.get(currency);
  if (known !== undefined) return known;
  const symbol =
    new Intl.NumberFormat("en-US", { style: "currency", currency })
      .formatToParts(0)
      .find(({ type }) => type === "currency")?.value ?? currency;
  symbols.set(currency, symbol);
  return symbol;
}
