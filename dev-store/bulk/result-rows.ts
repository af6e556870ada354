import type { FieldShape } from "./query-shape.ts";

type Json = Record<string, unknown>;

/**
 * The lines of a page of roots. Each node is a line of its own; a nested one names its parent in
 * `__parentId`. With `group` a node's children follow it at once. Without it Shopify promises only
 * that children come after their parents, so here they come when all of the page's roots are out.
 */
export function toRows(edges: unknown, shape: FieldShape, group: boolean): Json[] {
  const roots = nodesOf(edges).map((node) => toRow(node, shape));
  if (group) return roots.flatMap(({ row, children }) => [row, ...children]);
  return [...roots.map(({ row }) => row), ...roots.flatMap(({ children }) => children)];
}

function toRow(node: Json, shape: FieldShape, parentId?: unknown): { row: Json; children: Json[] } {
  const children: Json[] = [];
  const row = withoutConnections(node, shape.below, (edges, inner) => {
    for (const child of nodesOf(edges)) {
      const taken = toRow(child, inner, node["id"]);
      children.push(taken.row, ...taken.children);
    }
  });
  return { row: parentId === undefined ? row : { ...row, __parentId: parentId }, children };
}

/** A copy of an object without the connections in it, which are handed to `take`. */
function withoutConnections(
  value: Json,
  shapes: readonly FieldShape[],
  take: (connection: unknown, shape: FieldShape) => void,
): Json {
  const copy: Json = { ...value };
  for (const shape of shapes) {
    const inner = copy[shape.key];
    if (!isJson(inner)) continue;
    if (shape.connection === undefined) {
      copy[shape.key] = withoutConnections(inner, shape.below, take);
    } else {
      take(inner, shape);
      delete copy[shape.key];
    }
  }
  return copy;
}

function nodesOf(connection: unknown): Json[] {
  const edges = isJson(connection) ? connection["edges"] : undefined;
  if (!Array.isArray(edges)) return [];
  return edges.flatMap((edge: unknown) => {
    const node = isJson(edge) ? edge["node"] : undefined;
    return isJson(node) ? [node] : [];
  });
}

/** An object; a list is none, and no connection lies within a list. */
function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
