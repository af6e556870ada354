import { PAGE_KINDS, SESSION_CATEGORIES } from "./session.ts";
import type { SessionCategory, SessionTable } from "./session.ts";

/** What of a session is looked at, and which words of its categories are known. Plain data. */
export interface SessionEncoding {
  /** Month and special days. Only where what is to be predicted lies in the same months as what was learned from. */
  withCalendar: boolean;
  /** The page value, which leaks. */
  withPageValue: boolean;
  /** The words that were seen, the most frequent first. */
  words: Record<SessionCategory, { word: string; count: number }[]>;
}

export interface NamedColumn {
  name: string;
  values: Float64Array;
}

/** A word that was seen less often has no coefficient of its own. */
const ENOUGH_SESSIONS = 30;

/** Rates are compared by their ratio down to this: pages that hardly ever end a session are alike. */
const LEAST_RATE = 0.001;

/** Learns which words there are. */
export function encodeSessions(
  table: SessionTable,
  options: { withCalendar: boolean; withPageValue: boolean },
): SessionEncoding {
  const words = (category: SessionCategory) => {
    const counts = new Map<string, number>();
    for (const word of table.categories[category]) counts.set(word, (counts.get(word) ?? 0) + 1);
    return [...counts]
      .map(([word, count]) => ({ word, count }))
      .sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1));
  };
  return {
    withCalendar: options.withCalendar,
    withPageValue: options.withPageValue,
    words: {
      visitor: words("visitor"),
      source: words("source"),
      region: words("region"),
      browser: words("browser"),
      system: words("system"),
    },
  };
}

/**
 * Columns for trees: a word is its place by frequency, so that one split parts the usual from the rare; one never seen
 * comes after the rarest.
 */
export function columnsForTrees(encoding: SessionEncoding, table: SessionTable): NamedColumn[] {
  const places = SESSION_CATEGORIES.map((category) => {
    const known = new Map(encoding.words[category].map(({ word }, place) => [word, place]));
    return {
      name: category,
      values: Float64Array.from(
        table.categories[category],
        (word) => known.get(word) ?? known.size,
      ),
    };
  });
  const calendar = encoding.withCalendar ? [{ name: "month", values: table.month }] : [];
  return [...numbersOf(encoding, table), ...places, ...calendar];
}

/** Columns for a sum of weighted features: a column of 0 and 1 for each word and month that was seen often enough. */
export function columnsForLines(encoding: SessionEncoding, table: SessionTable): NamedColumn[] {
  const indicators = SESSION_CATEGORIES.flatMap((category) =>
    encoding.words[category]
      .filter(({ count }) => count >= ENOUGH_SESSIONS)
      .map(({ word }) => ({
        name: `${category} ${word}`,
        values: Float64Array.from(table.categories[category], (each) => (each === word ? 1 : 0)),
      })),
  );
  const months = encoding.withCalendar
    ? Array.from({ length: 12 }, (_, month) => ({
        name: `month ${month + 1}`,
        values: table.month.map((each) => (each === month ? 1 : 0)),
      }))
    : [];
  return [...numbersOf(encoding, table), ...indicators, ...months];
}

/** What is a number. Counts, times and rates by their logarithm: twice as many pages are a step, however many they are. */
function numbersOf(encoding: SessionEncoding, table: SessionTable): NamedColumn[] {
  const { pages, seconds, rows, exitRate, bounceRate } = table;
  const sumOf = (columns: Record<string, Float64Array>) =>
    Float64Array.from({ length: rows }, (_, row) =>
      PAGE_KINDS.reduce((sum, kind) => sum + (columns[kind]?.[row] ?? 0), 0),
    );
  const perPage = (time: Float64Array, count: Float64Array) =>
    time.map((each, row) => Math.log1p(each / Math.max(1, count[row] ?? 0)));
  const allPages = sumOf(pages);
  const allSeconds = sumOf(seconds);
  return [
    ...PAGE_KINDS.flatMap((kind) => [
      { name: `log ${kind} pages`, values: pages[kind].map(Math.log1p) },
      { name: `log ${kind} seconds`, values: seconds[kind].map(Math.log1p) },
    ]),
    { name: "log pages", values: allPages.map(Math.log1p) },
    { name: "log seconds", values: allSeconds.map(Math.log1p) },
    { name: "log seconds per page", values: perPage(allSeconds, allPages) },
    { name: "log seconds per product page", values: perPage(seconds.product, pages.product) },
    {
      name: "share of account pages",
      values: pages.account.map((each, row) => each / Math.max(1, allPages[row] ?? 0)),
    },
    { name: "exit rate", values: exitRate },
    { name: "log exit rate", values: exitRate.map((rate) => Math.log(rate + LEAST_RATE)) },
    { name: "bounce rate", values: bounceRate },
    { name: "log bounce rate", values: bounceRate.map((rate) => Math.log(rate + LEAST_RATE)) },
    { name: "weekend", values: table.isWeekend },
    ...(encoding.withCalendar ? [{ name: "special day", values: table.specialDay }] : []),
    ...(encoding.withPageValue
      ? [{ name: "log page value", values: table.pageValue.map(Math.log1p) }]
      : []),
  ];
}
