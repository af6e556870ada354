import { createRandom, type Random } from "../../../dev-store/simulation/random.ts";
import type { Action, Look, OrderFate } from "./action.ts";
import type { Planned } from "./fault.ts";

export const SHOPS = 3;
export const PRODUCTS = 8;
/** Browsers of people who are not logged in. They visit all shops under one id: what a shop sees must stay its own. */
export const BROWSERS = 12;
const USERS = 6;
const MOST_LOOKS = 4;

/** These are planned by themselves, in every storm so many. */
type Rare = "withdraw" | "erase" | "erase-by-merchant" | "reinstall" | "read";

/** Of a thousand actions; the rest is browsing. */
const PER_MILLE: Record<Exclude<Action["kind"], "browse" | Rare>, number> = {
  "tell-api": 100,
  order: 110,
  cart: 50,
  "sign-up": 40,
  tag: 30,
  merge: 8,
};

/**
 * What people do in one storm, at `perSecond` actions a second at uneven distances. The first shop is the busy one, with
 * four of five actions. The same seed and number give the same traffic.
 */
export function planTraffic(input: {
  seed: number;
  storm: number;
  ms: number;
  perSecond: number;
}): Planned<Action>[] {
  const { seed, storm, ms, perSecond } = input;
  const random = createRandom(`traffic ${seed} ${storm}`);
  const actions: Planned<Action>[] = [];
  for (let atMs = 0; ;) {
    atMs += random.exponential(1000 / perSecond);
    if (atMs >= ms) return actions;
    actions.push({
      atMs: Math.round(atMs),
      what: drawAction(random, { storm, number: actions.length }),
    });
  }
}

function drawAction(random: Random, at: { storm: number; number: number }): Action {
  const shop = random.chance(0.8) ? 0 : random.between(1, SHOPS - 1);
  const customer = random.between(0, 999);
  const product = random.between(0, PRODUCTS - 1);
  let draw = random.between(0, 999);
  const isNext = (kind: keyof typeof PER_MILLE): boolean => {
    draw -= PER_MILLE[kind];
    return draw < 0;
  };
  if (isNext("tell-api")) {
    const products = Array.from({ length: random.between(1, 3) }, () =>
      random.between(0, PRODUCTS - 1),
    );
    const user = random.between(0, USERS - 1);
    return { kind: "tell-api", shop, user, products, isTwice: random.chance(0.3) };
  }
  if (isNext("order")) {
    const fate = random.pick<OrderFate>(["kept", "kept", "fulfilled", "cancelled", "refunded"]);
    return { kind: "order", shop, customer, product, fate };
  }
  if (isNext("cart")) return { kind: "cart", shop, product, isCheckout: random.chance(0.5) };
  if (isNext("sign-up")) return { kind: "sign-up", shop };
  if (isNext("tag")) return { kind: "tag", shop, customer, tag: `list-${random.between(1, 9)}` };
  if (isNext("merge")) {
    return { kind: "merge", shop, kept: customer, gone: random.between(0, 999) };
  }
  const who = random.chance(0.5) ? { customer } : { browser: random.between(0, BROWSERS - 1) };
  const looks = Array.from({ length: random.between(1, MOST_LOOKS) }, (_, index): Look =>
    random.chance(0.5)
      ? { product: random.between(0, PRODUCTS - 1) }
      : { page: (at.storm * 10_000 + at.number) * MOST_LOOKS + index },
  );
  const isSeenByPixel = random.chance(0.3);
  return { kind: "browse", shop, who, looks, isTwice: random.chance(0.2), isSeenByPixel };
}
