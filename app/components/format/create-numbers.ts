import type { Language } from "../../i18n/languages.ts";
import { formatMinorUnits } from "../../pipeline/shared/money.ts";

const MICRO_POINTS = 1_000_000;

export interface Numbers {
  /** A whole number with thousands set apart: 12,400. */
  count(count: number): string;
  /** A number with a fixed number of decimals. */
  decimal(value: number, decimals: number): string;
  /** A part of a whole in percent; a part that is there never reads as 0 %, one that is not all never as 100 %. */
  share(part: number, whole: number): string;
  /** A ratio in percent, 0.123 as 12.3 % with one decimal. */
  percent(ratio: number, decimals?: number): string;
  /** Millionths of a point as points with a fixed number of decimals: 71.25. */
  points(microPoints: number, decimals?: number): string;
  /** A score for a list: whole points, since a merchant compares and does not calculate there. */
  score(microPoints: number): string;
  /** An amount in minor units: $1,234.50, 1.234,50 €. */
  money(minor: number, currency: string): string;
}

/**
 * Numbers as a language writes them. Intl's digits and signs of a language are the same in the server and in every browser that
 * the admin supports; those of its regions are not (Switzerland's apostrophe), nor its names of months, and a page that
 * differs from what the server sent flickers.
 */
export function createNumbers(locale: Language): Numbers {
  const decimal = (value: number, decimals: number): string =>
    numberFormat(locale, decimals).format(value);
  const percent = (ratio: number, decimals = 0): string =>
    percentFormat(locale, decimals).format(ratio);
  return {
    count: (count) => decimal(Math.trunc(count), 0),
    decimal,
    percent,
    share: (part, whole) => {
      if (whole <= 0) return "–";
      const ratio = part / whole;
      if (ratio > 0 && ratio < 0.01) return `<${percent(0.01)}`;
      if (ratio > 0.99 && part < whole) return `>${percent(0.99)}`;
      return percent(Math.max(0, ratio));
    },
    points: (microPoints, decimals = 2) => decimal(microPoints / MICRO_POINTS, decimals),
    score: (microPoints) => decimal(Math.round(microPoints / MICRO_POINTS), 0),
    money: (minor, currency) => formatMoney(locale, minor, currency),
  };
}

/** The decimals are ours, not Intl's, whose tables differ from ISO 4217 and from what Shopify sends. */
function formatMoney(locale: string, minor: number, currency: string): string {
  const amount = formatMinorUnits(minor, currency);
  const decimals = amount.split(".")[1]?.length ?? 0;
  // As text: a large amount would lose its cents as a number.
  return moneyFormat(locale, currency, decimals).format(amount as Intl.StringNumericLiteral);
}

const formats = new Map<string, Intl.NumberFormat>();

/** Making a format costs a hundred times more than using it. */
function known(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${options.style} ${options.currency} ${options.minimumFractionDigits}`;
  const made = formats.get(key) ?? new Intl.NumberFormat(locale, options);
  formats.set(key, made);
  return made;
}

const withDecimals = (decimals: number) => ({
  minimumFractionDigits: decimals,
  maximumFractionDigits: decimals,
});

const numberFormat = (locale: string, decimals: number) =>
  known(locale, { style: "decimal", ...withDecimals(decimals) });

const percentFormat = (locale: string, decimals: number) =>
  known(locale, { style: "percent", ...withDecimals(decimals) });

const moneyFormat = (locale: string, currency: string, decimals: number) =>
  known(locale, { style: "currency", currency, ...withDecimals(decimals) });
