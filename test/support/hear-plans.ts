import type pg from "pg";
import { z } from "zod";

interface Node {
  "Node Type": string;
  Schema?: string | undefined;
  "Relation Name"?: string | undefined;
  "Index Name"?: string | undefined;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number | undefined;
  "Rows Removed by Index Recheck"?: number | undefined;
  Plans?: Node[] | undefined;
}

const NodeSchema: z.ZodType<Node> = z.object({
  "Node Type": z.string(),
  Schema: z.string().optional(),
  "Relation Name": z.string().optional(),
  "Index Name": z.string().optional(),
  "Actual Rows": z.number(),
  "Actual Loops": z.number(),
  "Rows Removed by Filter": z.number().optional(),
  "Rows Removed by Index Recheck": z.number().optional(),
  get Plans() {
    return z.array(NodeSchema).optional();
  },
});
const ToldSchema = z.object({ "Query Text": z.string(), Plan: NodeSchema });

/** How a statement read a table, in one place of its plan, by whichever processes. */
export interface Scan {
  /** With its schema. */
  table: string;
  /** "Index Scan fact_pkey" */
  how: string;
  read: number;
  /** Of these what was thrown away at once. */
  removed: number;
}

/** A statement as it was done. */
export interface Done {
  text: string;
  /** What it answered or wrote. */
  rows: number;
  scans: Scan[];
}

const AUTO_EXPLAIN = {
  session_preload_libraries: "auto_explain",
  "auto_explain.log_min_duration": "0",
  "auto_explain.log_level": "notice",
  "auto_explain.log_format": "json",
  "auto_explain.log_verbose": "on",
  "auto_explain.log_analyze": "on",
  "auto_explain.log_timing": "off",
};

/**
 * What is small to PostgreSQL, made smaller as these shops are smaller than large ones: there identities and facts are scanned by several
 * processes, and what a batch looks up is not. A scan that shares lookups out may then seem cheaper than to look up, whatever it
 * throws away.
 */
const AS_IF_LARGE = {
  min_parallel_table_scan_size: "2MB",
  parallel_setup_cost: "0",
  parallel_tuple_cost: "0",
};

/** A database's address by which connections tell how each statement was done, and plan as in a shop that is much larger. */
export function tellingPlans(url: string): string {
  const telling = new URL(url);
  const settings = Object.entries({ ...AUTO_EXPLAIN, ...AS_IF_LARGE });
  telling.searchParams.set(
    "options",
    settings.map(([name, value]) => `-c ${name}=${value}`).join(" "),
  );
  return telling.href;
}

/** Hears what the connections of a pool tell (`tellingPlans`). @returns takes what was done so far */
export function hearPlans(pool: pg.Pool): () => Done[] {
  let done: Done[] = [];
  pool.on("connect", (client) => {
    client.on("notice", ({ message = "" }) => {
      const [, json] = /^duration: .* plan:\n(.*)$/s.exec(message) ?? [];
      if (json === undefined) return;
      const { "Query Text": text, Plan } = ToldSchema.parse(JSON.parse(json));
      done.push({ text, rows: rowsOf(Plan), scans: scansOf(Plan) });
    });
  });
  return () => {
    const taken = done;
    done = [];
    return taken;
  };
}

/** What writes answers nothing, and writes what is below it. */
const rowsOf = (node: Node): number =>
  Math.max(
    node["Actual Rows"] * node["Actual Loops"],
    ...(node["Node Type"] === "ModifyTable" ? (node.Plans ?? []).map(rowsOf) : []),
  );

/** Numbers are of one process and one turn, on average. */
function scansOf(node: Node): Scan[] {
  const below = (node.Plans ?? []).flatMap(scansOf);
  const table = node["Relation Name"];
  if (table === undefined || node["Node Type"] === "ModifyTable") return below;
  const { "Actual Rows": kept, "Actual Loops": loops } = node;
  const removed =
    ((node["Rows Removed by Filter"] ?? 0) + (node["Rows Removed by Index Recheck"] ?? 0)) * loops;
  const how = [node["Node Type"], node["Index Name"] ?? []].flat().join(" ");
  return [
    { table: `${node.Schema}.${table}`, how, read: kept * loops + removed, removed },
    ...below,
  ];
}

/** So many rows are read in no time, whatever for. */
const FEW = 500;

/**
 * Whether a scan reads many rows for each that the statement is about, or throws most of them away at once. What is read of a
 * person are tens of rows, added up to one.
 */
export const isWasteful = ({ read, removed }: Scan, rows: number): boolean =>
  read > FEW + 10 * rows || removed > FEW + 2 * (read - removed);
