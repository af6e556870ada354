import type { Signal } from "../shared/signals.ts";
import type { Instant } from "../shared/time.ts";

/** From an instant on, until another one. */
export interface Period {
  from: Instant;
  until: Instant;
}

/** Something that happened, as it is known at `asOf`: an order, or all of one signal in a quarter of an hour. */
export interface Occurrence {
  /** null: an order. */
  signal: Signal | null;
  /** What windows are measured by: the beginning of its slot; of an order when it was placed. */
  since: Instant;
  firstAt: Instant;
  lastAt: Instant;
  count: number;
  /** Minor units; of an order net of refunds. */
  valueMinor: number;
  /** The product it is counted for, where products are told apart. */
  product: string | null;
  /** When it passes the filters that time alone can change; null: always. */
  passes: readonly Period[] | null;
}

export const passesAt = ({ passes }: Occurrence, at: Instant): boolean =>
  passes === null || passes.some(({ from, until }) => from <= at && at < until);

/** The instants at which time alone lets occurrences pass or fail their filters. */
export function* periodBreaks(occurrences: readonly Occurrence[]): Generator<Instant> {
  for (const { passes } of occurrences) {
    for (const { from, until } of passes ?? []) {
      yield from;
      yield until;
    }
  }
}

/** A row of the roll-up or of looks as an occurrence. */
export interface ToldRow extends Occurrence {
  /** "product:788"; null: of the roll-up. */
  about: string | null;
}

export interface PlacedOrder {
  occurrence: Occurrence;
  orderId: string;
}
