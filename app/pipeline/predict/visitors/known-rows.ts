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
  /** Places in the log. */
  rows: Uint32Array;
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
    rows: places.map((place) => sayings.rows[place] ?? 0),
    sessions: places.map((place) => sayings.sessions[place] ?? 0),
    said: mapSaid((_, model) => takeValues(lists[model] ?? [], places)),
    outcomes: Float64Array.from(places, (place) =>
      outcomeOf(prepared, sayings.rows[place] ?? 0, horizon.ms),
    ),
  };
}

/** One row of each session, each as likely as the others of it; seeded. */
export function drawPerSession(known: KnownRows, seed: number): KnownRows {
  const { sessions } = known;
  const drawn: number[] = [];
  for (let from = 0; from < sessions.length;) {
    let to = from + 1;
    while (to < sessions.length && sessions[to] === sessions[from]) to += 1;
    drawn.push(from + Math.floor(chanceAt(seed, sessions[from] ?? 0) * (to - from)));
    from = to;
  }
  return takeKnown(known, Uint32Array.from(drawn));
}

/** Every second, third … row, so that no more than `most` are left. */
export function thinOutRows(known: KnownRows, most: number): KnownRows {
  const step = Math.max(1, Math.ceil(known.rows.length / most));
  return takeKnown(
    known,
    Uint32Array.from(known.rows.keys()).filter((place) => place % step === 0),
  );
}

export function countSessions({ sessions }: KnownRows): number {
  return sessions.reduce(
    (count, session, place) => count + (session === sessions[place - 1] ? 0 : 1),
    0,
  );
}

function takeKnown({ rows, sessions, said, outcomes }: KnownRows, places: Uint32Array): KnownRows {
  return {
    rows: places.map((place) => rows[place] ?? 0),
    sessions: places.map((place) => sessions[place] ?? 0),
    said: mapSaid((name) => takeValues(said[name], places)),
    outcomes: takeValues(outcomes, places),
  };
}

const mapSaid = (of: (name: SingleVisitorModelName, place: number) => Float64Array): Said =>
  Object.fromEntries(SINGLE_VISITOR_MODELS.map((name, place) => [name, of(name, place)])) as Said;

/** The instant by which half of the rows of a span have come; the span's end without rows. */
export function middleOf({ log }: PreparedLog, rows: Uint32Array, span: Span): number {
  const instants = Float64Array.from(rows, (row) => log.at[row] ?? 0).sort();
  return instants[Math.floor(instants.length / 2)] ?? span.until;
}
