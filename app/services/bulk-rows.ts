import { z } from "zod";

/** One record with its children in their place, as a page of the Admin API would give it. */
export interface BulkRecord {
  node: unknown;
  /** How many lines of the result are read when this record is. */
  linesRead: number;
}

/** Records that are stored together. */
export interface BulkBatch {
  nodes: unknown[];
  linesRead: number;
}

/** Enough to be set-based; all that is held of a result at a time. */
const BATCH_RECORDS = 250;
/** A line longer than this is none of Shopify's. */
const MAX_LINE_LENGTH = 4 * 1024 * 1024;

const RowSchema = z.looseObject({ id: z.string(), __parentId: z.string().optional() });
type Row = z.infer<typeof RowSchema>;

/** The lines of a text that comes in pieces, without holding more than one line and one piece. */
export async function* splitLines(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > MAX_LINE_LENGTH) throw new Error("A line of the bulk result does not end");
    yield* lines;
  }
  rest += decoder.decode();
  if (rest !== "") yield rest;
}

/**
 * The records of a bulk result, in batches. `children` names, for each type of a child, the connection
 * that its rows came from; rows must be grouped, so that a record is whole when the next one begins.
 * @param from lines that were stored before: they are passed over, and always end a record
 */
export async function* readBatches(
  lines: AsyncIterable<string>,
  options: { children: Readonly<Record<string, string>>; from: number },
): AsyncGenerator<BulkBatch, void, undefined> {
  let nodes: unknown[] = [];
  let linesRead = options.from;
  for await (const record of readRecords(lines, options)) {
    nodes.push(record.node);
    ({ linesRead } = record);
    if (nodes.length < BATCH_RECORDS) continue;
    yield { nodes, linesRead };
    nodes = [];
  }
  if (nodes.length > 0) yield { nodes, linesRead };
}

async function* readRecords(
  lines: AsyncIterable<string>,
  { children, from }: { children: Readonly<Record<string, string>>; from: number },
): AsyncGenerator<BulkRecord, void, undefined> {
  let linesRead = 0;
  let open: { row: Row; node: Record<string, unknown> } | undefined;
  for await (const line of lines) {
    linesRead += 1;
    if (linesRead <= from || line === "") continue;
    const row = parseRow(line);
    if (row?.__parentId === undefined) {
      if (open !== undefined) yield { node: open.node, linesRead: linesRead - 1 };
      open = undefined;
      // What is no row is handed on as it is: whoever stores it keeps the reason.
      if (row === undefined) yield { node: line, linesRead };
      else open = { row, node: { ...row, ...emptyConnections(children) } };
      continue;
    }
    if (open?.row.id !== row.__parentId) {
      throw new Error("The bulk result has a child that does not follow its parent");
    }
    addChild(open.node, row, children);
  }
  if (open !== undefined) yield { node: open.node, linesRead };
}

function parseRow(line: string): Row | undefined {
  try {
    return RowSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

const emptyConnections = (children: Readonly<Record<string, string>>): Record<string, unknown> =>
  Object.fromEntries(Object.values(children).map((name) => [name, { nodes: [] }]));

function addChild(
  node: Record<string, unknown>,
  { __parentId: _, ...child }: Row,
  children: Readonly<Record<string, string>>,
): void {
  const type = /^gid:\/\/shopify\/(\w+)\//.exec(child.id)?.[1] ?? "";
  const name = children[type];
  if (name === undefined) throw new Error(`The bulk result has a child of the type ${type}`);
  const connection = node[name];
  const nodes =
    typeof connection === "object" && connection !== null && "nodes" in connection
      ? connection.nodes
      : undefined;
  if (Array.isArray(nodes)) nodes.push(child);
}
