import { SCORE_NAMES } from "../score/scores.ts";
import { SIGNALS } from "../shared/signals.ts";
import type { Atom, Condition, Duration, Moment } from "./condition.ts";
import { fail, oneOf, readList, readNumber, readRecord } from "./read-json.ts";
import type { Segment } from "./segments.ts";

const PERCENTILES = [10, 20, 30, 40, 50, 60, 70, 80, 90] as const;
const COMPARISONS = ["at-least", "at-most"] as const;

/**
 * Segments as stored, their conditions parsed; what else a row holds is kept.
 * @throws Error that names the segment and the place in its condition that cannot be read
 */
export function parseSegments<Row extends Omit<Segment, "condition"> & { condition: unknown }>(
  rows: readonly Row[],
): (Omit<Row, "condition"> & { condition: Condition })[] {
  return rows.map((row) => ({
    ...row,
    condition: parseCondition(row.condition, `segment ${row.handle}`),
  }));
}

/**
 * A condition from JSON. Unknown kinds are refused: a condition half understood would put people
 * where nobody meant them to be.
 * @throws Error that names the place, which begins with `place`
 */
export function parseCondition(json: unknown, place = "condition"): Condition {
  const node = readRecord(json, place);
  const { kind } = node;
  if (kind === "all" || kind === "any") {
    return { kind, of: readList(node.of, `${place}.of`).map(parsePart(`${place}.of`)) };
  }
  if (kind === "not") return { kind, of: parseCondition(node.of, `${place}.of`) };
  return parseAtom(node, place);
}

const parsePart = (place: string) => (json: unknown, index: number) =>
  parseCondition(json, `${place}[${index}]`);

function parseAtom(node: Record<string, unknown>, place: string): Atom {
  const { kind } = node;
  switch (kind) {
    case "score":
      return {
        kind,
        score: oneOf(SCORE_NAMES, node.score, `${place}.score`),
        comparison: oneOf(["at-least", "below"], node.comparison, `${place}.comparison`),
        points: readNumber(node.points, `${place}.points`),
      };
    case "orders":
      return {
        kind,
        windowMs: node.windowMs === null ? null : readNumber(node.windowMs, `${place}.windowMs`),
        comparison: oneOf(COMPARISONS, node.comparison, `${place}.comparison`),
        count: readNumber(node.count, `${place}.count`),
      };
    case "revenue":
      return {
        kind,
        comparison: oneOf(["reaches", "above"], node.comparison, `${place}.comparison`),
        percentile: oneOf(PERCENTILES, node.percentile, `${place}.percentile`),
      };
    case "since":
      return {
        kind,
        moment: parseMoment(node.moment, `${place}.moment`),
        comparison: oneOf(COMPARISONS, node.comparison, `${place}.comparison`),
        duration: parseDuration(node.duration, `${place}.duration`),
      };
    case "sequence":
      return {
        kind,
        moment: parseMoment(node.moment, `${place}.moment`),
        unlessLater: readList(node.unlessLater, `${place}.unlessLater`).map((moment, index) =>
          parseMoment(moment, `${place}.unlessLater[${index}]`),
        ),
      };
    default:
      return fail(`${place}.kind`, "a known kind of condition", kind);
  }
}

function parseMoment(json: unknown, place: string): Moment {
  const node = readRecord(json, place);
  const kind = oneOf(["first-order", "last-order", "last-signal"], node.kind, `${place}.kind`);
  if (kind !== "last-signal") return { kind };
  const signals = readList(node.signals, `${place}.signals`).map((signal, index) =>
    oneOf(SIGNALS, signal, `${place}.signals[${index}]`),
  );
  return { kind, signals };
}

function parseDuration(json: unknown, place: string): Duration {
  const node = readRecord(json, place);
  const kind = oneOf(["fixed", "typical-gaps", "longest-of"], node.kind, `${place}.kind`);
  if (kind === "fixed") return { kind, ms: readNumber(node.ms, `${place}.ms`) };
  if (kind === "typical-gaps") return { kind, times: readNumber(node.times, `${place}.times`) };
  const of = readList(node.of, `${place}.of`);
  return { kind, of: of.map((part, index) => parseDuration(part, `${place}.of[${index}]`)) };
}
