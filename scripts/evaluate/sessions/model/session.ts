import { takeValues } from "../../../../app/pipeline/predict/learned/columns.ts";

/** What pages are for, as far as every shop has them. */
export const PAGE_KINDS = ["account", "information", "product"] as const;
export type PageKind = (typeof PAGE_KINDS)[number];

/** What is told of a session by a word or code of the shop's own. */
export const SESSION_CATEGORIES = ["visitor", "source", "region", "browser", "system"] as const;
export type SessionCategory = (typeof SESSION_CATEGORIES)[number];

/** A session, finished or still running, as of an instant: nothing in it is known only later. */
export interface Session {
  /** Page views by kind. */
  pages: Record<PageKind, number>;
  /** Seconds on these pages. */
  seconds: Record<PageKind, number>;
  /** Mean over the pages seen of how often an earlier view of that page was the last of its session, 0 to 1. */
  exitRate: number;
  /** The same of views that were the only one of their session. */
  bounceRate: number;
  /** How near a day is on which people give presents, 0 to 1. */
  specialDay: number;
  isWeekend: boolean;
  /** 0 is January. */
  month: number;
  categories: Record<SessionCategory, string>;
  /**
   * Mean over the pages seen of what sales through them were worth. It leaks: often this session's own sale is among
   * them. Used only where somebody asks for it, to compare with figures that were published with it.
   */
  pageValue: number;
}

/** Sessions by column, one place per session. */
export interface SessionTable {
  rows: number;
  pages: Record<PageKind, Float64Array>;
  seconds: Record<PageKind, Float64Array>;
  exitRate: Float64Array;
  bounceRate: Float64Array;
  specialDay: Float64Array;
  isWeekend: Float64Array;
  month: Float64Array;
  categories: Record<SessionCategory, string[]>;
  pageValue: Float64Array;
}

export function tabulateSessions(sessions: readonly Session[]): SessionTable {
  const column = (read: (session: Session) => number) => Float64Array.from(sessions, read);
  const byKind = (read: (session: Session, kind: PageKind) => number) => ({
    account: column((session) => read(session, "account")),
    information: column((session) => read(session, "information")),
    product: column((session) => read(session, "product")),
  });
  const words = (category: SessionCategory) =>
    sessions.map(({ categories }) => categories[category]);
  return {
    rows: sessions.length,
    pages: byKind(({ pages }, kind) => pages[kind]),
    seconds: byKind(({ seconds }, kind) => seconds[kind]),
    exitRate: column(({ exitRate }) => exitRate),
    bounceRate: column(({ bounceRate }) => bounceRate),
    specialDay: column(({ specialDay }) => specialDay),
    isWeekend: column(({ isWeekend }) => (isWeekend ? 1 : 0)),
    month: column(({ month }) => month),
    categories: {
      visitor: words("visitor"),
      source: words("source"),
      region: words("region"),
      browser: words("browser"),
      system: words("system"),
    },
    pageValue: column(({ pageValue }) => pageValue),
  };
}

/** The given rows of a table, in the given order. */
export function takeSessions(table: SessionTable, rows: ArrayLike<number>): SessionTable {
  const take = (values: Float64Array) => takeValues(values, rows);
  const byKind = (columns: Record<PageKind, Float64Array>) => ({
    account: take(columns.account),
    information: take(columns.information),
    product: take(columns.product),
  });
  const words = (category: SessionCategory) =>
    Array.from(rows, (row) => table.categories[category][row] ?? "");
  return {
    rows: rows.length,
    pages: byKind(table.pages),
    seconds: byKind(table.seconds),
    exitRate: take(table.exitRate),
    bounceRate: take(table.bounceRate),
    specialDay: take(table.specialDay),
    isWeekend: take(table.isWeekend),
    month: take(table.month),
    categories: {
      visitor: words("visitor"),
      source: words("source"),
      region: words("region"),
      browser: words("browser"),
      system: words("system"),
    },
    pageValue: take(table.pageValue),
  };
}
