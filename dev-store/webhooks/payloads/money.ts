import type { JsonObject } from "../json-text.ts";

const decimalsByCurrency = new Map<string, number>();

/** How many digits a currency has after the point: 2 for USD, 0 for JPY, 3 for KWD. */
function currencyDecimals(currency: string): number {
  const known = decimalsByCurrency.get(currency);
  if (known !== undefined) return known;
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat("en", {
    style: "currency",
    currency,
  }).resolvedOptions();
  decimalsByCurrency.set(currency, maximumFractionDigits);
  return maximumFractionDigits;
}

/** Minor units as the decimal string of Shopify's payloads: 1999 USD gives "19.99". */
export function formatMoney(minor: number, currency: string): string {
  if (!Number.isSafeInteger(minor)) throw new RangeError(`Not minor units: ${minor}`);
  const decimals = currencyDecimals(currency);
  const sign = minor < 0 ? "-" : "";
  const digits = String(Math.abs(minor)).padStart(decimals + 1, "0");
  if (decimals === 0) return sign + digits;
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** The amount in the shop's and in the shopper's currency, which are one here. */
export function moneySet(minor: number, currency: string): JsonObject {
  const money = { amount: formatMoney(minor, currency), currency_code: currency };
  return { shop_money: money, presentment_money: money };
}
