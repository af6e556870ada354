import type pg from "pg";
import { z } from "zod";
import type { Statement } from "./record-statements.ts";

interface Node {
  "Node Type": string;
  Schema?: string | undefined;
  "Relation Name"?: string | undefined;
  Plans?: Node[] | undefined;
}

const NodeSchema: z.ZodType<Node> = z.object({
  "Node Type": z.string(),
  Schema: z.string().optional(),
  "Relation Name": z.string().optional(),
  get Plans() {
    return z.array(NodeSchema).optional();
  },
});
const PlanSchema = z.tuple([z.object({ Plan: NodeSchema })]);

/** The tables of at least so many rows by the last ANALYZE, with their schema; partitions by themselves. */
export async function findLargeTables(pool: pg.Pool, rows: number): Promise<Set<string>> {
  const found = await pool.query<{ name: string }>(
    `SELECT relnamespace::regnamespace || '.' || relname AS name FROM pg_class
     WHERE relkind = 'r' AND reltuples >= $1 AND relnamespace::regnamespace::text IN ('public', 'raw_events')`,
    [rows],
  );
  return new Set(found.rows.map(({ name }) => name));
}

/** @returns the large tables that PostgreSQL would read whole for the statement, planned as the role that sent it */
export async function findScans(
  pool: pg.Pool,
  { text, values, scope }: Statement,
  large: ReadonlySet<string>,
): Promise<string[]> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await client.query(
      "SELECT set_config('role', $1, true), set_config('kindling.shop', $2, true)",
      [
        scope === "across" ? "kindling_across" : "kindling_app",
        typeof scope === "number" ? String(scope) : "",
      ],
    );
    const { rows } = await client.query<{ "QUERY PLAN": unknown }>(
      `EXPLAIN (FORMAT JSON, VERBOSE) ${text}`,
      values,
    );
    const [{ Plan }] = PlanSchema.parse(rows[0]?.["QUERY PLAN"]);
    return scansOf(Plan).filter((table) => large.has(table));
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
}

function scansOf(node: Node): string[] {
  const own = node["Node Type"] === "Seq Scan" ? [`${node.Schema}.${node["Relation Name"]}`] : [];
  return [...own, ...(node.Plans ?? []).flatMap(scansOf)];
}
