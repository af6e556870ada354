import type { Random } from "../../../../dev-store/simulation/random.ts";
import { drawAccount } from "./draw-account.ts";
import { drawGuestOrder } from "./draw-guest-order.ts";
import { drawMessages } from "./draw-messages.ts";
import { drawOrders } from "./draw-orders.ts";
import { drawVisits } from "./draw-visits.ts";
import { DAY_MS, MINUTE_MS } from "./world.ts";
import type { Person, Product } from "./world.ts";

export interface LifeInput {
  index: number;
  random: Random;
  startAt: number;
  endAt: number;
  currency: string;
  products: readonly Product[];
  collectionIds: readonly string[];
}

/** A person without visits yet: who they are and from when on they are known. */
export type Beginning = Pick<Person, "index" | "customerId" | "bornAt" | "clientId" | "logInAt">;

/** Customers of before and of now, browsers that are known late, and visitors who never say who they are. */
const KINDS = [
  "customer",
  "customer",
  "customer",
  "new-customer",
  "late-log-in",
  "becomes-customer",
  "becomes-customer",
  "visitor",
] as const;

/** One person's sixty days: when they came, what they did, ordered, were written and answered. */
export function drawPerson(life: LifeInput): Omit<Person, "outlooks"> {
  const { index, random, startAt, endAt } = life;
  const kind = random.pick(KINDS);
  const sometime = (): number => startAt + Math.floor(random.next() * (endAt - startAt - DAY_MS));
  const knownAt = sometime() + MINUTE_MS;
  const isNew = kind === "new-customer" || kind === "becomes-customer";
  const isCustomer = kind !== "visitor";
  const beginning: Beginning = {
    index,
    customerId: isCustomer ? String(7_000_000 + index) : null,
    bornAt: !isCustomer ? null : isNew ? knownAt : startAt,
    clientId: `10000000-0000-4000-8000-${String(index).padStart(12, "0")}`,
    // Set by the first visit with a log-in; those whose history begins without one have it later.
    logInAt: kind === "late-log-in" || kind === "becomes-customer" ? knownAt : null,
  };
  const visits = drawVisits(life, beginning);
  const { orders, signals: orderSignals } = drawOrders(life, { beginning, visits: visits.ends });
  const account = drawAccount(life, beginning);
  const guest = drawGuestOrder(life, { beginning, visits: visits.signals });
  const signals = [
    ...visits.signals,
    ...guest.signals,
    ...orderSignals,
    ...account.signals,
    ...drawMessages(life, beginning),
  ].filter(({ at }) => at < endAt);
  const logIns = signals.flatMap(({ at, source }) =>
    source.kind === "embed" && source.isLoggedIn ? [at] : [],
  );
  return {
    ...beginning,
    logInAt: logIns.length === 0 ? null : Math.min(...logIns),
    signals: signals.sort((a, b) => a.at - b.at || a.occurredAt - b.occurredAt),
    mergedInto: null,
    guestOrder: guest.order,
    orders,
    consents: account.consents,
    tags: account.tags,
  };
}
