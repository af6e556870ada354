import { judge, ratioOf } from "./bench.ts";
import type { BenchResult } from "./bench.ts";

const HEAD = ["", "value", "unit", "limit", "of it", "wanted", ""];

/** The results as a table for people. */
export function formatTable(results: BenchResult[]): string {
  const rows = results.map((result) => {
    const ratio = ratioOf(result);
    const judged = judge(result);
    return [
      result.name,
      String(result.value),
      result.unit,
      result.limit === null ? "" : String(result.limit),
      ratio === null ? "" : `${(ratio * 100).toFixed(1)} %`,
      judged?.wanted ?? "",
      judged === null ? "" : judged.isHeld ? "held" : "MISSED",
    ];
  });
  const widths = HEAD.map((head, column) =>
    Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const format = (row: string[]): string =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd();
  return [HEAD, ...rows].map(format).join("\n");
}

/** The results as one line for programs. */
export function formatJson(bench: string, results: BenchResult[]): string {
  return JSON.stringify({
    bench,
    results: results.map((result) => {
      const { name, value, unit, limit } = result;
      return { name, value, unit, limit, ratio: ratioOf(result) };
    }),
  });
}
