import type { Condition } from "./condition-tree.ts";
import type { SegmentRule } from "./segments.ts";
import { atomsOf } from "./walk-condition.ts";

type Referring = Pick<SegmentRule, "handle" | "condition" | "leaveWhen">;

/** The handles of the segments that a segment's conditions name, each once. */
export function referencesOf({ condition, leaveWhen }: Omit<Referring, "handle">): string[] {
  const conditions: Condition[] = leaveWhen === null ? [condition] : [condition, leaveWhen];
  const handles = conditions.flatMap((tree) =>
    [...atomsOf(tree)].flatMap((atom) => (atom.kind === "segment" ? [atom.handle] : [])),
  );
  return [...new Set(handles)];
}

/**
 * The handles along a circle of segments that name each other, the first of them once more at the end; null: there
 * is none. A segment that does not exist is no part of any.
 *
 * @example findCycle(segments) // ["vip", "regulars", "vip"]
 */
export function findCycle(segments: readonly Referring[]): string[] | null {
  const found = visit(segments);
  return "cycle" in found ? found.cycle : null;
}

/**
 * The segments in an order in which each comes after those that it names.
 * @throws RangeError where they name each other in a circle
 */
export function orderSegments<Rule extends Referring>(segments: readonly Rule[]): readonly Rule[] {
  const found = visit(segments);
  if ("order" in found) return found.order;
  throw new RangeError(`Segments name each other in a circle: ${found.cycle.join(", ")}`);
}

/** Depth first: a segment is done when all that it names are. */
function visit<Rule extends Referring>(
  segments: readonly Rule[],
): { order: Rule[] } | { cycle: string[] } {
  const byHandle = new Map(segments.map((segment) => [segment.handle, segment]));
  const done = new Set<string>();
  const path: string[] = [];
  const order: Rule[] = [];

  const enter = (segment: Rule): string[] | null => {
    const { handle } = segment;
    if (done.has(handle)) return null;
    if (path.includes(handle)) return [...path.slice(path.indexOf(handle)), handle];
    path.push(handle);
    for (const named of referencesOf(segment)) {
      const next = byHandle.get(named);
      const cycle = next === undefined ? null : enter(next);
      if (cycle) return cycle;
    }
    path.pop();
    done.add(handle);
    order.push(segment);
    return null;
  };

  for (const segment of segments) {
    const cycle = enter(segment);
    if (cycle) return { cycle };
  }
  return { order };
}
