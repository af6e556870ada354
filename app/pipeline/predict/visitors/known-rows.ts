import { takeValues } from "../learned/columns.ts";
import { chanceAt } from "./chance-by-place.ts";
import { outcomeOf } from "./learning-rows.ts";
import { isWithin } from "./plan-spans.ts";
import type { Span } from "./plan-spans.ts";
import type { SpanSayings } from "./say-of-span.ts";
import type { Said } from "./told-probabilities.ts";
import { SINGLE_VISITOR_MODELS } from "./visitor-models.ts";
import type { SingleVisitorModelName } from "./visitor-models.ts";
import type { PreparedLog } from "./walk-log.ts";

/** Every event counts, or one of each visitor's session, drawn by chance: else the longest visits decide. */
export const ROW_KINDS = ["every-event", "one-per-session"] as const;

export type RowKind = (typeof ROW_KINDS)[number];

/** What models said of rows, and what came. */
export interface KnownRows {
  /** Numbers of visitors' sessions; the rows of one lie together. */
  sessions: Uint32Array;
  said: Said;
  outcomes: Float64Array;
}

/** Those rows of a span of which it is known by the span's end whether their visitor bought within a horizon. */
export function knownRows(
  prepared: PreparedLog,
  sayings: SpanSayings,
  { span, horizon }: { span: Span; horizon: { place: number; ms: number } },
): KnownRows {
  const { log } = prepared;
  const places = Uint32Array.from(sayings.rows.keys()).filter((place) =>
    isWithin(log.at[sayings.rows[place] ?? 0] ?? 0, span, horizon.ms),
  );
  const lists = sayings.said[horizon.place] ?? [];
  return {
    sessions: places.map((place) => sayings.sessions[place] ?? 0),
    said: mapSaid((_, model) => takeValues(lists[model] ?? [], places)),
    outcomes: Float64Array.from(places, (place) =>
      outcomeOf(prepared, sayings.rows[place] ?? 0, horizon.ms),
    ),
  };
}

/** One row of each session, each as likely as the others of it; seeded. */
export function drawPerSession(known: KnownRows, seed: number): KnownRows {
  const { sessions, said, outcomes } = known;
  const drawn: number[] = [];
  for (let from = 0; from < sessions.length;) {
    let to = from + 1;
    while (to < sessions.length && sessions[to] === sessions[from]) to += 1;
    drawn.push(from + Math.floor(chanceAt(seed, sessions[from] ?? 0) * (to - from)));
    from = to;
  }
  return {
    sessions: Uint32Array.from(drawn, (place) => sessions[place] ?? 0),
    said: mapSaid((name) => takeValues(said[name], drawn)),
    outcomes: takeValues(outcomes, drawn),
  };
}

const mapSaid = (of: (name: SingleVisitorModelName, place: number) => Float64Array): Said =>
  Object.fromEntries(SINGLE_VISITOR_MODELS.map((name, place) => [name, of(name, place)])) as Said;

/** The instant by which half of the rows of a span have come; the span's end without rows. */
export function middleOf({ log }: PreparedLog, rows: Uint32Array, span: Span): number {
  const instants = Float64Array.from(rows, (row) => log.at[row] ?? 0).sort();
  return instants[Math.floor(instants.length / 2)] ?? span.until;
}
