import type pg from "pg";
import { afterAll, beforeAll, expect } from "vitest";
import { createPool } from "../../app/db/pool.server.ts";
import type { TestDatabase } from "./database.ts";

/** How often each statement was sent, by its text. */
export type StatementCounts = ReadonlyMap<string, number>;

/**
 * Opens a pool of the app's for a test file whose statements are counted. Call it at the top, after `useDatabase`.
 * @param onOpen is given the pool before the first test; it is closed after the last
 * @returns does some work, and tells with its result what it sent, once for what stands around it
 */
export function useCountedPool(
  database: Pick<TestDatabase, "url">,
  onOpen: (pool: pg.Pool) => void,
): <T>(work: () => Promise<T>) => Promise<{ result: T; sent: StatementCounts }> {
  let opened: { pool: pg.Pool; take: () => StatementCounts } | undefined;
  beforeAll(() => {
    const pool = createPool({ connectionString: database.url, max: 8 });
    opened = { pool, take: countStatements(pool) };
    onOpen(pool);
  });
  afterAll(() => opened?.pool.end());
  return async (work) => {
    if (opened === undefined) throw new Error("the counted pool is there from beforeAll on");
    // What was sent before is not counted.
    opened.take();
    const result = await work();
    return { result, sent: opened.take() };
  };
}

/**
 * Counts what a pool's connections are sent from now on: each statement is a round trip, those of transactions and of
 * locks included.
 * @returns what was sent since it was last asked
 */
function countStatements(pool: pg.Pool): () => StatementCounts {
  let counts = new Map<string, number>();
  pool.on("connect", (client) => {
    const send: (...all: unknown[]) => unknown = client.query.bind(client);
    const query = (...all: unknown[]): unknown => {
      const text = textOf(all[0]);
      counts.set(text, (counts.get(text) ?? 0) + 1);
      return send(...all);
    };
    Object.assign(client, { query });
  });
  return () => {
    const taken = counts;
    counts = new Map();
    return taken;
  };
}

function textOf(asked: unknown): string {
  const text = typeof asked === "object" && asked !== null && "text" in asked ? asked.text : asked;
  return String(text).replace(/\s+/g, " ").trim();
}

/**
 * The statements that were sent more often for more rows than for few. What was sent once for many and never for few is about
 * a kind of rows of which few had none.
 */
export function findGrowth(few: StatementCounts, many: StatementCounts): string[] {
  return [...many].flatMap(([text, count]) => {
    const before = few.get(text) ?? 0;
    return count > Math.max(before, 1) ? [`${before} -> ${count}: ${text.slice(0, 200)}`] : [];
  });
}

/** All of them, whatever their texts. */
const sumOf = (counts: StatementCounts): number =>
  [...counts.values()].reduce((sum, count) => sum + count, 0);

/** Statements that many rows may need and few did not, since they are about a kind of rows of which few had none. */
const OF_OTHER_KINDS = 12;

/** Many rows must be more by more than `OF_OTHER_KINDS`, or a statement for each could pass. */
export function expectAsManyStatements(few: StatementCounts, many: StatementCounts): void {
  expect(sumOf(few)).toBeGreaterThan(0);
  expect(findGrowth(few, many)).toEqual([]);
  // Nor one for each row whose text is another each time.
  expect(sumOf(many) - sumOf(few)).toBeLessThan(OF_OTHER_KINDS);
}
