/**
 * The hidden mechanism of a visit: a Markov chain over pages whose chances depend on how much the visitor wants to buy.
 * Since it is known, so is the probability of a purchase within the visit in every state: no model that sees events
 * alone can rank better than it.
 */
export const PLACES = [
  "landing",
  "list",
  "product",
  "cart",
  "contact",
  "shipping",
  "payment",
] as const;

export type Place = (typeof PLACES)[number];

/** Where somebody is: the page, whether their cart is filled, and how much the product before them appeals. */
export interface Whereabouts {
  place: Place;
  hasCart: boolean;
  appeal: number;
}

/** What can happen next: a move to another page, an addition to the cart, a purchase, the end of the visit. */
export interface Moves {
  leave: number;
  list: number;
  product: number;
  add: number;
  cart: number;
  onward: number;
}

const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));

/** The chances of the next move; they add up to 1. `intent` is about standard normal. */
export function chancesOf({ place, hasCart, appeal }: Whereabouts, intent: number): Moves {
  const leave = sigmoid(-1.1 - 0.45 * intent - (hasCart ? 0.35 : 0));
  const stay = 1 - leave;
  const none = { leave: 0, list: 0, product: 0, add: 0, cart: 0, onward: 0 };
  switch (place) {
    case "landing":
    case "list": {
      const cart = hasCart ? stay * sigmoid(-1.6 + 0.6 * intent) : 0;
      return { ...none, leave, cart, list: 0.3 * (stay - cart), product: 0.7 * (stay - cart) };
    }
    case "product": {
      const add = stay * sigmoid(-3.8 + 0.9 * intent + 0.7 * appeal);
      const cart = hasCart ? (stay - add) * sigmoid(-1.4 + 0.6 * intent) : 0;
      const rest = stay - add - cart;
      return { ...none, leave, add, cart, list: 0.45 * rest, product: 0.55 * rest };
    }
    case "cart": {
      const onward = stay * sigmoid(-0.2 + 0.8 * intent);
      const rest = stay - onward;
      return { ...none, leave, onward, list: 0.6 * rest, product: 0.4 * rest };
    }
    case "contact":
    case "shipping":
    case "payment": {
      const onward = sigmoid(1.7 + 0.5 * intent);
      return { ...none, onward, cart: 0.3 * (1 - onward), leave: 0.7 * (1 - onward) };
    }
  }
}

/** The page after the one of a checkout's step; null: the purchase is done. */
export function nextStep(place: Place): Place | null {
  switch (place) {
    case "cart":
      return "contact";
    case "contact":
      return "shipping";
    case "shipping":
      return "payment";
    default:
      return null;
  }
}

/** The chance to buy before leaving, by page and cart, of a visitor of a given intent. */
export type VisitOdds = (where: Whereabouts) => number;

/** Sweeps until the chances stand still: a visit is hardly ever longer. */
const SWEEPS = 60;

export function solveVisit(intent: number): VisitOdds {
  const empty = new Map<Place, number>(PLACES.map((place) => [place, 0]));
  const filled = new Map<Place, number>(PLACES.map((place) => [place, 0]));
  const usual = { appeal: 0 };
  const oddsAt = (where: Whereabouts): number => {
    const odds = where.hasCart ? filled : empty;
    const chances = chancesOf(where, intent);
    const next = nextStep(where.place);
    return (
      chances.list * (odds.get("list") ?? 0) +
      chances.product * (odds.get("product") ?? 0) +
      chances.add * (filled.get("product") ?? 0) +
      chances.cart * (filled.get("cart") ?? 0) +
      chances.onward * (next === null ? 1 : (filled.get(next) ?? 0))
    );
  };
  for (let sweep = 0; sweep < SWEEPS; sweep += 1)
    for (const place of PLACES) {
      empty.set(place, oddsAt({ place, hasCart: false, ...usual }));
      filled.set(place, oddsAt({ place, hasCart: true, ...usual }));
    }
  return oddsAt;
}
