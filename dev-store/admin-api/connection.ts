import { GraphQLError } from "graphql";

import type { ApiNode } from "./api-node.ts";

const MAX_PAGE = 250;

/** The paging arguments that every connection has. */
export interface PageArguments {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
  reverse?: boolean | null;
}

/** Where a page begins: after this item in the sort order. */
export interface Cursor {
  id: string;
  value: string;
}

export interface Page {
  size: number;
  /** True: `last`, so the page is read from the end. */
  backward: boolean;
  cursor: Cursor | undefined;
}

export function readPage(args: PageArguments): Page {
  const { first, last } = args;
  if ((first ?? null) === null && (last ?? null) === null) {
    throw badRequest("you must provide one of first or last");
  }
  if (typeof first === "number" && typeof last === "number") {
    throw badRequest("providing both first and last is not supported");
  }
  const size = first ?? last ?? 0;
  if (size < 1) throw badSize(size);
  const backward = typeof last === "number";
  const text = backward ? args.before : args.after;
  return { size, backward, cursor: typeof text === "string" ? decodeCursor(text) : undefined };
}

/** Refuses more than a page may hold; a bulk query alone may ask for all. */
export function checkPageSize({ first, last }: PageArguments): void {
  const size = first ?? last ?? 1;
  if (size > MAX_PAGE) throw badSize(size);
}

/** Builds a connection of a page whose items are in the answer's order. */
export function buildConnection(
  typeName: string,
  items: readonly { node: ApiNode; cursor: Cursor }[],
  has: { next: boolean; previous: boolean },
): ApiNode {
  const edges = items.map(({ node, cursor }) => ({
    __typename: `${typeName}Edge`,
    node,
    cursor: encodeCursor(cursor),
  }));
  return {
    __typename: `${typeName}Connection`,
    edges,
    nodes: items.map(({ node }) => node),
    pageInfo: {
      __typename: "PageInfo",
      hasNextPage: has.next,
      hasPreviousPage: has.previous,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** A connection over what is in memory already: the lines of an order, the variants of a product. */
export function connectArray<T extends { id: string }>(
  typeName: string,
  list: { items: readonly T[]; args: PageArguments },
  toNode: (item: T) => ApiNode,
): ApiNode {
  const page = readPage(list.args);
  const ordered = list.args.reverse === true ? list.items.toReversed() : list.items;
  const at = ordered.findIndex(({ id }) => id === page.cursor?.id);
  let from = 0;
  let to = ordered.length;
  if (page.backward) {
    if (at !== -1) to = at;
    from = Math.max(0, to - page.size);
  } else {
    from = at + 1;
    to = Math.min(to, from + page.size);
  }
  const items = ordered
    .slice(from, to)
    .map((item) => ({ node: toNode(item), cursor: { id: item.id, value: item.id } }));
  return buildConnection(typeName, items, { next: to < ordered.length, previous: from > 0 });
}

export function encodeCursor({ id, value }: Cursor): string {
  return Buffer.from(`{"last_id":${id},"last_value":"${value}"}`).toString("base64");
}

function decodeCursor(text: string): Cursor {
  const decoded = Buffer.from(text, "base64").toString("utf8");
  const [, id, value] = /^\{"last_id":(\d+),"last_value":"(\d+)"\}$/.exec(decoded) ?? [];
  if (id === undefined || value === undefined) throw badRequest(`Invalid cursor: ${text}`);
  return { id, value };
}

const badSize = (size: number): GraphQLError =>
  badRequest(`first and last must be between 1 and ${MAX_PAGE}, not ${size}`);

function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "BAD_REQUEST" } });
}
