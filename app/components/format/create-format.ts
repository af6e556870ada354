import type { TFunction } from "i18next";
import { languageOf } from "../../i18n/languages.ts";
import { createDates, type Dates } from "./create-dates.ts";
import { createEstimates, type Estimates } from "./create-estimates.ts";
import { createNumbers, type Numbers } from "./create-numbers.ts";

/** How numbers, estimates, money, dates and lists are written for one merchant. */
export interface Format extends Numbers, Estimates, Dates {
  /** Several things in one sentence: "a, b and c". */
  list(items: readonly string[]): string;
}

export interface FormatOf {
  t: TFunction<"common">;
  /** BCP 47, "de-AT". */
  locale: string;
  /** IANA time zone, in which a merchant reads all dates. */
  timezone: string;
}

export function createFormat(of: FormatOf): Format {
  const numbers = createNumbers(languageOf(of.locale));
  const dates = createDates(of, numbers);
  const estimates = createEstimates(of.t, numbers);
  return { ...numbers, ...estimates, ...dates, list: (items) => joinList(of.t, items) };
}

function joinList(t: TFunction<"common">, items: readonly string[]): string {
  const last = items.at(-1) ?? "";
  if (items.length < 2) return last;
  return t("list.two", { first: items.slice(0, -1).join(", "), last });
}
