import type { ProfileFacts } from "../../../../app/pipeline/shared/records.ts";
import { priceAt } from "../../../../app/pipeline/normalize/price-steps.ts";
import { foldEvents } from "../../../../app/pipeline/normalize/fold.ts";
import type {
  AboutRow,
  OrderDetail,
  PersonFacts,
} from "../../../../app/pipeline/segment/situation.ts";
import type { BehavioralEvent, OrderFact } from "../../../../app/pipeline/shared/records.ts";
import { slotOf } from "../../../../app/pipeline/shared/time.ts";
import type { KnownSignal, ProfileHistory } from "../simulate/profile-histories.ts";
import type { Order } from "../simulate/world.ts";
import { DAY_MS, productsOf } from "../simulate/world.ts";
import type { PricesOf } from "./shop-at.ts";

/** What the product knows of a profile at an instant, in the shapes in which it loads it. */
export interface KnownProfile {
  facts: ProfileFacts;
  person: PersonFacts;
}

/** Answers by what was told until then; the last answer's parts are taken again while nothing is told. */
export function knownOf(
  history: ProfileHistory,
  { startAt, pricesOf }: { startAt: number; pricesOf: PricesOf },
): (at: number) => KnownProfile {
  let rolledUp = -1;
  let rows: ProfileFacts["rows"] = [];
  let looks: AboutRow[] = [];
  const details = new Map(history.orders.map((order) => [order.orderId, detailOf(order)]));
  return (at) => {
    const told = history.signals.findIndex(({ knownAt }) => knownAt > at);
    const count = told === -1 ? history.signals.length : told;
    if (count !== rolledUp) {
      rolledUp = count;
      const events = history.signals.slice(0, count);
      rows = [...foldEvents(events.map(asEvent)).values()].flat();
      looks = rollUpLooks(events, pricesOf);
    }
    const tags = new Set<string>();
    for (const { at: toldAt, change, tag } of history.tags) {
      if (toldAt > at) break;
      if (change === "added") tags.add(tag);
      else tags.delete(tag);
    }
    const consentTo = (channel: "email" | "sms"): string | null =>
      history.consents.filter((told) => told.channel === channel && told.at <= at).at(-1)?.state ??
      null;
    return {
      facts: { rows, orders: history.orders.flatMap((order) => orderAt(order, at)) },
      person: {
        customerId: history.customerId,
        looks,
        orderDetails: details,
        consents: { email: consentTo("email"), sms: consentTo("sms") },
        tags: [...tags],
        outlook: history.outlooks[Math.floor((at - startAt) / DAY_MS)] ?? null,
        memberships: {},
      },
    };
  };
}

function asEvent(signal: KnownSignal, index: number): BehavioralEvent {
  const { occurredAt, value, about, trust, by } = signal;
  const subject = { kind: by, key: by };
  return { key: String(index), signal: signal.signal, subject, occurredAt, value, about, trust };
}

function rollUpLooks(signals: readonly KnownSignal[], pricesOf: PricesOf): AboutRow[] {
  const rolled = new Map<string, AboutRow>();
  for (const { signal, trust, about, occurredAt } of signals) {
    if (about === null) continue;
    const slot = slotOf(occurredAt);
    const key = `${signal} ${trust} ${about} ${slot}`;
    const row = rolled.get(key);
    rolled.set(key, {
      signal,
      trust,
      about,
      slot,
      count: (row?.count ?? 0) + 1,
      firstAt: Math.min(row?.firstAt ?? occurredAt, occurredAt),
      lastAt: Math.max(row?.lastAt ?? occurredAt, occurredAt),
      value: (row?.value ?? 0) + priceAt(pricesOf(about), occurredAt),
    });
  }
  return [...rolled.values()];
}

function detailOf(order: Order): OrderDetail {
  const { channel, discountMinor, usedCode, lines } = order;
  const productIds = productsOf(order);
  const productMinor = productIds.map((id) =>
    lines
      .filter(({ productId }) => productId === id)
      .reduce(
        (sum, line) => sum + Math.max(0, line.quantity * line.priceMinor - line.discountMinor),
        0,
      ),
  );
  return { channel, discountMinor, usedCode, productIds, productMinor };
}

/** An order as told by then: what becomes of it later is not known. */
export function orderAt(order: Order, at: number): OrderFact[] {
  const { orderId, placedAt, knownAt, totalMinor, cancelledAt, refunds } = order;
  if (placedAt > at || knownAt > at) return [];
  return [
    {
      orderId,
      placedAt,
      totalMinor,
      cancelledAt: cancelledAt !== null && cancelledAt <= at ? cancelledAt : null,
      refunds: refunds.filter(({ refundedAt }) => refundedAt <= at),
    },
  ];
}
