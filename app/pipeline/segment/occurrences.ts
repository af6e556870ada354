import { countOrders } from "../score/counted-orders.ts";
import type { OrderFact } from "../shared/records.ts";
import type { Signal } from "../shared/signals.ts";
import { slotStart } from "../shared/time.ts";
import type { Instant } from "../shared/time.ts";
import type { Money, Things } from "./condition-tree.ts";
import { passLook, passOrder } from "./filter-occurrences.ts";
import { mergeLooks } from "./merge-looks.ts";
import type { Occurrence, PlacedOrder, ToldRow } from "./occurrence.ts";
import { once } from "./once.ts";
import type { AboutRow, Situation } from "./situation.ts";
import type { Measure } from "./span.ts";

/** All occurrences of some things in a profile's past, with the money that is meant, or those of each product apart. */
export type Occurrences = (things: Things, money?: Money) => readonly Occurrence[];

/**
 * What happened by `asOf`, sorted out once for all conditions that ask. Rows must be merged. What anybody could have
 * sent is left out: a loop of requests must not put a customer into a segment that writes to them.
 */
export function createOccurrences(situation: Situation & Measure): Occurrences {
  const { facts, person, asOf } = situation;
  const rows = once(() => groupBySignal(facts.rows, asOf));
  const looks = once(() => groupBySignal(mergeLooks(person.looks), asOf));
  const orders = once(() => listOrders(facts.orders, asOf));
  const plainOrders = once(() => orders().map(({ occurrence }) => occurrence));

  const ofSignals = (
    signals: readonly Signal[],
    from: Map<Signal, ToldRow[]>,
  ): readonly ToldRow[] => {
    const [only] = signals;
    if (signals.length === 1 && only !== undefined) return from.get(only) ?? [];
    return signals.flatMap((signal) => from.get(signal) ?? []);
  };

  return (things, money = "whole") => {
    const { where } = things;
    const isOfAll = where.length === 0 && money === "whole";
    if (things.kind === "orders") {
      if (isOfAll) return plainOrders();
      return orders().flatMap((order) => passOrder({ order, where, money, situation }));
    }
    // Only what is known by product has a value, and so it is the looks that are asked for products.
    if (isOfAll) return ofSignals(things.signals, rows());
    return ofSignals(things.signals, looks()).flatMap((look) =>
      passLook({ look, where, money, situation }),
    );
  };
}

function groupBySignal(
  rows: readonly (Omit<AboutRow, "about"> & { about?: string })[],
  asOf: Instant,
): Map<Signal, ToldRow[]> {
  const bySignal = new Map<Signal, ToldRow[]>();
  for (const row of rows) {
    const { signal, firstAt, lastAt } = row;
    if (row.trust === "unsigned" || firstAt > asOf) continue;
    const told: ToldRow = {
      signal,
      since: slotStart(row.slot),
      firstAt,
      // Of a quarter of an hour that has just begun, only what has happened by now is known.
      lastAt: lastAt <= asOf ? lastAt : firstAt,
      count: row.count,
      valueMinor: row.value,
      product: null,
      passes: null,
      about: row.about ?? null,
    };
    const list = bySignal.get(signal);
    if (list) list.push(told);
    else bySignal.set(signal, [told]);
  }
  return bySignal;
}

/** Orders that count, the oldest first. */
function listOrders(orders: readonly OrderFact[], asOf: Instant): PlacedOrder[] {
  return orders
    .flatMap((order) =>
      countOrders([order], asOf).map(({ placedAt, netMinor }) => ({
        orderId: order.orderId,
        occurrence: {
          signal: null,
          since: placedAt,
          firstAt: placedAt,
          lastAt: placedAt,
          count: 1,
          valueMinor: netMinor,
          product: null,
          passes: null,
        },
      })),
    )
    .sort((a, b) => a.occurrence.since - b.occurrence.since);
}
