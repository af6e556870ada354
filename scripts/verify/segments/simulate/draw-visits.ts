import type { Random } from "../../../../dev-store/simulation/random.ts";
import type { Signal } from "../../../../app/pipeline/shared/signals.ts";
import type { Beginning, LifeInput } from "./draw-person.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "./world.ts";
import type { SignalTold } from "./world.ts";

/** Where a visit ended, for whoever orders at its end. */
export interface VisitEnd {
  at: number;
  isLoggedIn: boolean;
  productIds: readonly string[];
}

const MEAN_VISITS = 3;
const MOST_VISITS = 12;

/** A person's visits: what they looked at, the cart they filled, the checkout they began. */
export function drawVisits(
  life: LifeInput,
  beginning: Beginning,
): { signals: SignalTold[]; ends: VisitEnd[] } {
  const { random, startAt, endAt } = life;
  const { logInAt, bornAt, customerId } = beginning;
  const signals: SignalTold[] = [];
  const ends: VisitEnd[] = [];
  const count = Math.min(MOST_VISITS, Math.ceil(random.exponential(MEAN_VISITS)));
  const firstAt = logInAt === null ? Math.max(startAt, bornAt ?? 0) : startAt;
  const times = Array.from({ length: count }, () => drawTime(random, firstAt, endAt));
  if (logInAt !== null) times.push(logInAt + SECOND_MS);
  times.sort((a, b) => a - b);
  let lastEnd = 0;
  for (const [number, drawn] of times.entries()) {
    // Visits of one browser do not overlap.
    const at = Math.max(drawn, lastEnd + MINUTE_MS);
    const canLogIn = customerId !== null && (logInAt === null || at > logInAt);
    const mustLogIn = logInAt === null || signals.every(({ at: told }) => told < logInAt);
    const isLoggedIn = canLogIn && (mustLogIn || random.chance(0.6));
    const visit = drawVisit(life, { beginning, at, number, isLoggedIn });
    signals.push(...visit.signals);
    ends.push(visit.end);
    lastEnd = visit.end.at;
  }
  return { signals, ends };
}

/** Most come by day; a quarter in bursts, so that windows of hours hold several visits. */
function drawTime(random: Random, from: number, to: number): number {
  const day = from + Math.floor(random.next() * (to - from - DAY_MS));
  return random.chance(0.25)
    ? day - (day % (6 * HOUR_MS)) + Math.floor(random.next() * HOUR_MS)
    : day;
}

const LOOKS: readonly [Signal, ...Signal[]] = [
  "page_viewed",
  "page_viewed",
  "collection_viewed",
  "product_viewed",
  "product_viewed",
  "product_viewed",
  "search_submitted",
  "product_added_to_cart",
  "product_removed_from_cart",
];

function drawVisit(
  life: LifeInput,
  visit: { beginning: Beginning; at: number; number: number; isLoggedIn: boolean },
): { signals: SignalTold[]; end: VisitEnd } {
  const { random, index } = life;
  const { isLoggedIn } = visit;
  const looks = random.between(1, 5);
  const favorite = pickOf(random, life.products).productId;
  const cartToken = `cart-${index}-${visit.number}`;
  const batch = `${index}-${visit.number}`;
  let clock = visit.at;
  const pass = (least: number, most: number): number =>
    (clock += random.between(least * SECOND_MS, most * SECOND_MS));
  const seen: Pick<SignalTold, "occurredAt" | "signal" | "about">[] = [];
  for (let look = 0; look < looks; look += 1) {
    const signal = random.pick(LOOKS);
    const productId = random.chance(0.5) ? favorite : pickOf(random, life.products).productId;
    const collectionId = pickOf(random, life.collectionIds);
    const about = signal.startsWith("product")
      ? `product:${productId}`
      : signal === "collection_viewed"
        ? `collection:${collectionId}`
        : null;
    seen.push({ occurredAt: pass(20, 240), signal, about });
  }
  const isLate = random.chance(0.05) && !isLoggedIn;
  const at = pass(2, 8) + (isLate ? random.between(10 * MINUTE_MS, 2 * DAY_MS) : 0);
  const by = isLoggedIn ? "customer" : "client";
  const signals = seen.map((event): SignalTold => ({
    ...event,
    at,
    value: 0,
    trust: "claimed",
    by,
    source: { kind: "embed", batch, isLoggedIn },
  }));
  if (random.chance(0.15)) {
    // What the pixel saw alone; anybody could have sent it.
    const occurredAt = pass(15, 40);
    const source = { kind: "pixel", batch, isLoggedIn: false } as const;
    const view = { signal: "product_viewed", about: `product:${favorite}`, occurredAt } as const;
    signals.push({
      ...view,
      at: Math.max(at, pass(1, 3)),
      value: 0,
      trust: "unsigned",
      by: "client",
      source,
    });
  }
  if (!isLate && random.chance(0.4)) {
    const changes = random.between(1, 2);
    for (let change = 0; change < changes; change += 1) {
      const occurredAt = pass(10, 400);
      const signal = change > 0 && random.chance(0.4) ? "cart_emptied" : "cart_updated";
      const source = { kind: "cart", token: cartToken } as const;
      const cart = { at: occurredAt, occurredAt, signal, about: null, value: 0, source } as const;
      signals.push({ ...cart, trust: "signed", by: isLoggedIn ? "customer" : "cart" });
    }
    if (isLoggedIn && random.chance(0.5)) {
      const occurredAt = pass(20, 200);
      const source = { kind: "checkout", token: `checkout-${batch}`, cartToken } as const;
      const begun = {
        at: occurredAt,
        occurredAt,
        signal: "checkout_started",
        about: null,
      } as const;
      signals.push({ ...begun, value: 0, trust: "signed", by: "customer", source });
    }
  }
  const productIds = seen.flatMap(({ about }) =>
    about?.startsWith("product:") === true ? [about.slice(8)] : [],
  );
  return { signals, end: { at: pass(10, 120), isLoggedIn, productIds } };
}

/** One of a list that is never empty here. */
export function pickOf<T>(random: Random, list: readonly T[]): T {
  const [first, ...more] = list;
  if (first === undefined) throw new Error("A simulated shop has products and collections");
  return random.pick([first, ...more]);
}
