import type { SQLInputValue } from "node:sqlite";

import { tagKey } from "../state/tags.ts";
import { SEARCH_LAG_MS } from "../state/tag-book.ts";
import type { ResourceRecord, ResourceTableName } from "../state/resource-table.ts";
import type { ApiContext, ApiNode } from "./api-node.ts";
import { buildConnection, readPage } from "./connection.ts";
import type { PageArguments } from "./connection.ts";
import { cannotSearch, DEFAULT_FIELD, parseSearchQuery, timeRange } from "./search-query.ts";
import type { SearchTerm } from "./search-query.ts";

const SORT_COLUMNS = new Map([
  ["ID", "id"],
  ["CREATED_AT", "created_at"],
  ["PROCESSED_AT", "created_at"],
  ["UPDATED_AT", "updated_at"],
  // Ids and numbers of orders rise together.
  ["ORDER_NUMBER", "id"],
]);

/** Without read_all_orders an app sees the orders of the last 60 days. */
const ORDERS_WINDOW_MS = 60 * 24 * 3600 * 1000;

export interface ListArguments extends PageArguments {
  query?: string | null;
  sortKey?: string | null;
}

interface Filter {
  sql: string[];
  values: SQLInputValue[];
}

/** One page of a table, by keyset, so that deep pages are as cheap as the first. */
export function listResources<T extends ResourceRecord>(
  context: ApiContext,
  list: {
    table: ResourceTableName;
    typeName: string;
    args: ListArguments;
    customerId?: string;
    toNode: (record: T) => ApiNode;
  },
): ApiNode {
  const { args, table } = list;
  const page = readPage(args);
  const column = SORT_COLUMNS.get(args.sortKey ?? "ID");
  if (column === undefined) throw cannotSearch(`sortKey ${args.sortKey} of ${table}`);
  const filter = buildFilter(context, table, args.query);
  if (list.customerId !== undefined) {
    filter.sql.push("customer_id = ?");
    filter.values.push(BigInt(list.customerId));
  }

  const isDescending = (args.reverse === true) !== page.backward;
  if (page.cursor !== undefined) {
    filter.sql.push(`(${column}, id) ${isDescending ? "<" : ">"} (?, ?)`);
    filter.values.push(BigInt(page.cursor.value), BigInt(page.cursor.id));
  }
  const order = isDescending ? "DESC" : "ASC";
  const rows = context.state.database
    .statement(
      `SELECT CAST(id AS TEXT) AS id, CAST(${column} AS TEXT) AS value, body FROM ${table}
       WHERE ${filter.sql.join(" AND ")} ORDER BY ${column} ${order}, id ${order} LIMIT ?`,
    )
    .all(...filter.values, page.size + 1);

  const hasMore = rows.length > page.size;
  const items = rows.slice(0, page.size).map((row) => {
    const record: T = JSON.parse(String(row["body"]));
    const cursor = { id: String(row["id"]), value: String(row["value"]) };
    return { node: list.toNode(record), cursor };
  });
  const hasCursor = page.cursor !== undefined;
  return page.backward
    ? buildConnection(list.typeName, items.reverse(), { next: hasCursor, previous: hasMore })
    : buildConnection(list.typeName, items, { next: hasMore, previous: hasCursor });
}

/** How many records a search finds. */
export function countResources(
  context: ApiContext,
  table: ResourceTableName,
  query: string | null | undefined,
): number {
  const filter = buildFilter(context, table, query);
  const row = context.state.database
    .statement(`SELECT count(*) AS n FROM ${table} WHERE ${filter.sql.join(" AND ")}`)
    .get(...filter.values);
  return Number(row?.["n"]);
}

/** Whether the token may see an order of that age. */
export function seesOrder(context: ApiContext, order: { createdAt: number }): boolean {
  return context.scopes.has("read_all_orders") || order.createdAt >= context.now - ORDERS_WINDOW_MS;
}

function buildFilter(
  context: ApiContext,
  table: ResourceTableName,
  query: string | null | undefined,
): Filter {
  const filter: Filter = { sql: ["shop = ?"], values: [context.state.record.domain] };
  if (table === "orders" && !context.scopes.has("read_all_orders")) {
    filter.sql.push("created_at >= ?");
    filter.values.push(context.now - ORDERS_WINDOW_MS);
  }
  for (const term of parseSearchQuery(query ?? "")) addTerm(context, { table, filter, term });
  return filter;
}

function addTerm(
  context: ApiContext,
  { table, filter, term }: { table: ResourceTableName; filter: Filter; term: SearchTerm },
): void {
  const { field, comparator, value } = term;
  if (field === "id" || (field === "customer_id" && table === "orders")) {
    if (!/^\d{1,18}$/.test(value)) throw cannotSearch(`${field}:${value}`);
    filter.sql.push(`${field} ${comparator} ?`);
    filter.values.push(BigInt(value));
    return;
  }
  if (field === "created_at" || field === "updated_at" || field === "processed_at") {
    const { from, to } = timeRange(term);
    const column = field === "processed_at" ? "created_at" : field;
    filter.sql.push(`${column} >= ? AND ${column} < ?`);
    filter.values.push(from, to);
    return;
  }
  if (field === "status" && table === "orders" && value === "any" && comparator === "=") return;
  if (field === "tag" && table === "customers" && comparator === "=") {
    const known = context.now - SEARCH_LAG_MS;
    filter.sql.push(
      `id IN (SELECT customer_id FROM tag_index WHERE shop = ? AND tag = ? AND added_at <= ?
              AND (removed_at IS NULL OR removed_at > ?))`,
    );
    filter.values.push(context.state.record.domain, tagKey(value), known, known);
    return;
  }
  if (field === "name" && table === "orders" && comparator === "=") {
    filter.sql.push("json_extract(body, '$.name') = ?");
    filter.values.push(`#${value.replace(/^#/, "")}`);
    return;
  }
  if (field === DEFAULT_FIELD && table === "customers") {
    // The beginning of a word of the name or the email.
    filter.sql.push(
      `' ' || lower(coalesce(json_extract(body, '$.firstName'), '') || ' '
              || coalesce(json_extract(body, '$.lastName'), '') || ' ' || coalesce(json_extract(body, '$.email'), '')) LIKE ? ESCAPE '\\'`,
    );
    filter.values.push(`% ${value.toLowerCase().replace(/[%_\\]/g, "\\$&")}%`);
    return;
  }
  throw cannotSearch(`${field}:${comparator === "=" ? "" : comparator}${value} in ${table}`);
}
