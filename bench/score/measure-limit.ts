import type pg from "pg";
import { copyOut } from "../postgres/copy-out.ts";

const ROWS_PER_STATEMENT = 1000;

/**
 * Seconds in which this machine copies a shop's roll-up rows out, and in which it writes as many profile rows back as
 * there are, a thousand a statement, into the table as it is with its indexes: what no recompute is faster than. The rows
 * that are written are those that stand, due a minute later, in all columns that a scoring writes.
 */
export async function measureLimit(
  pool: pg.Pool,
  shopId: number,
): Promise<{ copySeconds: number; writeSeconds: number; rollUpRows: number }> {
  const copyAt = performance.now();
  let bytes = 0;
  const rollUpRows = await copyOut(
    pool,
    `COPY (SELECT identity_id, signal, trust, slot, count, value, first_at, last_at FROM signal_slot
       WHERE shop_id = ${shopId}) TO STDOUT`,
    (line) => (bytes += line.length),
  );
  if (bytes === 0) throw new Error("The shop has no roll-up to copy out");
  const copySeconds = (performance.now() - copyAt) / 1000;
  let writeSeconds = 0;
  for (let after = 0; ;) {
    const { rows } = await pool.query<Record<string, unknown> & { profile_id: number }>(
      `SELECT ${COLUMNS.map(([name]) => (JSON_COLUMNS.has(name) ? `${name}::text` : name)).join(", ")} FROM profile
       WHERE shop_id = $1 AND profile_id > $2 ORDER BY profile_id LIMIT ${ROWS_PER_STATEMENT}`,
      [shopId, after],
    );
    const last = rows.at(-1);
    if (last === undefined) return { copySeconds, writeSeconds, rollUpRows };
    after = last.profile_id;
    const writeAt = performance.now();
    await pool.query(WRITE, [
      shopId,
      ...COLUMNS.map(([name, type]) =>
        rows.map((row) => (type === "timestamptz" ? asDate(row[name]) : row[name])),
      ),
    ]);
    writeSeconds += (performance.now() - writeAt) / 1000;
  }
}

const asDate = (at: unknown): Date | null =>
  typeof at === "number" ? new Date(at + 60_000) : null;

const COLUMNS = [
  ["profile_id", "bigint"],
  ["intent", "int"],
  ["engagement", "int"],
  ["value", "int"],
  ["behavior", "int"],
  ["ledger", "text"],
  ["due_at", "timestamptz"],
  ["last_seen_at", "timestamptz"],
  ["scored_at", "timestamptz"],
  ["recency", "smallint"],
  ["frequency", "smallint"],
  ["monetary", "smallint"],
  ["rfm_group", "text"],
  ["model_version", "int"],
  ["history_day", "int"],
  ["levels", "smallint"],
  ["outlook", "text"],
  ["visit_outlook", "text"],
] as const;

/** Sent as text: as objects they would be made and written anew in this process. */
const JSON_COLUMNS: ReadonlySet<string> = new Set(["ledger", "outlook", "visit_outlook"]);

const WRITE = `
  UPDATE profile SET ${COLUMNS.slice(1)
    .map(([name]) => `${name} = new.${name}${JSON_COLUMNS.has(name) ? "::jsonb" : ""}`)
    .join(", ")}
  FROM unnest(${COLUMNS.map(([, type], index) => `$${index + 2}::${type}[]`).join(", ")})
    AS new(${COLUMNS.map(([name]) => name).join(", ")})
  WHERE profile.shop_id = $1 AND profile.profile_id = new.profile_id`;
