import type { Span } from "./tokens.ts";

/** Where each node of a parsed tree stands in the text, and each of its fields or members; "" is the whole of it. */
export type Spans = Map<object, Map<string, Span>>;

/** Notes where a node and its fields stand. Gives the node. */
export function notePlace<T extends object>(
  spans: Spans,
  node: T,
  whole: Span,
  fields: Record<string | number, Span> = {},
): T {
  const places = spans.get(node) ?? new Map<string, Span>();
  places.set("", whole);
  for (const [field, span] of Object.entries(fields)) places.set(field, span);
  spans.set(node, places);
  return node;
}

/**
 * Where in the text a place of the tree stands: as closely as it was noted, so never less than the innermost node on the
 * way. Null: not even the root was noted.
 * @param path from the root, e.g. "of[1].moment.of.signals[0]"; "" is the root
 */
export function findPlace(spans: Spans, root: object, path: string): Span | null {
  let place = spans.get(root)?.get("") ?? null;
  let at: unknown = root;
  for (const step of path.match(/[^.[\]]+/g) ?? []) {
    if (typeof at !== "object" || at === null) break;
    const field = spans.get(at)?.get(step);
    at = Reflect.get(at, step);
    const node = typeof at === "object" && at !== null ? spans.get(at)?.get("") : undefined;
    place = node ?? field ?? place;
  }
  return place;
}
