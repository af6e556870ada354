import type { KeptMessage } from "../db/raw-events-of-person.ts";
import type { PersonFile } from "./read-person-file.ts";

/**
 * The same file as a page that anybody can open and read, without scripts and without anything from elsewhere, piece by
 * piece: messages may be many.
 */
export async function* personPage(
  { about, tables }: PersonFile,
  messages: AsyncIterable<KeptMessage[]>,
): AsyncGenerator<string> {
  const { customerId, orderIds } = about;
  const title = escapeHtml(
    customerId === null ? `Orders ${orderIds.join(", ")}` : `Customer ${customerId}`,
  );
  yield `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${title}</title>
<style>
body { font: 14px/1.4 system-ui, sans-serif; margin: 2rem; }
table { border-collapse: collapse; margin-bottom: 2rem; }
th, td { border: 1px solid #ccc; padding: 0.25rem 0.5rem; text-align: left; vertical-align: top; }
pre { margin: 0; white-space: pre-wrap; }
</style>
<h1>${title}</h1>
<p>${escapeHtml(about.shop)}, ${escapeHtml(about.madeAt)}</p>
<p>${escapeHtml(about.note)}</p>
`;
  for (const [name, rows] of Object.entries(tables)) {
    if (rows.length === 0) continue;
    yield `<h2>${escapeHtml(name)} (${rows.length})</h2>\n${tableOf(rows)}\n`;
  }
  yield "<h2>messages</h2>\n";
  for await (const some of messages) yield `${tableOf(some)}\n`;
  yield "</html>\n";
}

function tableOf(rows: readonly unknown[]): string {
  const records = rows.map((row) => new Map(Object.entries(row ?? {})));
  const columns = [...new Set(records.flatMap((record) => [...record.keys()]))];
  const head = columns.map((column) => `<th>${escapeHtml(column)}</th>`).join("");
  const body = records.map(
    (record) =>
      `<tr>${columns.map((name) => `<td>${cellOf(record.get(name))}</td>`).join("")}</tr>`,
  );
  return `<table><tr>${head}</tr>\n${body.join("\n")}</table>`;
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "object") return `<pre>${escapeHtml(JSON.stringify(value, null, 1))}</pre>`;
  return escapeHtml(String(value));
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
