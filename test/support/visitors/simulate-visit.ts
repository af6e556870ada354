import { SECOND_MS } from "../../../app/pipeline/shared/time.ts";
import { chancesOf, nextStep, solveVisit } from "./funnel.ts";
import type { Moves, Place, Whereabouts } from "./funnel.ts";
import type { Draws } from "./random-draws.ts";
import type { Shop, SimulatedEvent } from "./simulate-visitors.ts";

export interface VisitInput extends Shop {
  visitor: string;
  at: number;
  intent: number;
  /** Whether something lies in the cart from an earlier visit. */
  hasCart: boolean;
}

export interface Visit {
  events: SimulatedEvent[];
  endedAt: number;
  hasCart: boolean;
}

const LONGEST_VISIT = 120;
/** Seconds between steps of a checkout, and on other pages for somebody of no particular intent. */
const STEP_SECONDS = 45;
const DWELL_SECONDS = 28;
/** Some who pay are sent to their bank and back. */
const LAST_STEP_SECONDS = 75;

/** One visit: from the landing page until the visitor leaves or has bought. */
export function simulateVisit(input: VisitInput): Visit {
  const { draws, appeals, visitor, intent, withOdds } = input;
  const oddsOf = withOdds ? solveVisit(intent) : () => NaN;
  const events: SimulatedEvent[] = [];
  const where: Whereabouts = { place: "landing", hasCart: input.hasCart, appeal: 0 };
  let at = Math.floor(input.at);
  let product = draws.skewed(appeals.length);

  const tell = (kind: string, path: string, more: Partial<SimulatedEvent> = {}): void => {
    events.push({ visitor, at, kind, path, product: "", order: "", odds: oddsOf(where), ...more });
  };
  const show = (place: Place): void => {
    where.place = place;
    where.appeal = 0;
    if (place === "product") {
      // Some look at the same again.
      if (!draws.chance(0.2)) product = draws.skewed(appeals.length);
      where.appeal = appeals[product] ?? 0;
    }
    const [kind, path] = PAGES[place];
    tell(kind, path.replace("{}", String(product)), {
      product: place === "product" ? String(product) : "",
    });
  };

  show("landing");
  for (let step = 0; step < LONGEST_VISIT; step += 1) {
    const move = pickMove(draws, chancesOf(where, intent));
    // Who means it stays longer on a page.
    at += Math.ceil(SECOND_MS * draws.logNormal(dwellOf(where.place, intent), 0.9));
    switch (move) {
      case "leave":
        return { events, endedAt: at, hasCart: where.hasCart };
      case "add":
        where.hasCart = true;
        tell("product_added_to_cart", `/products/${product}`, { product: String(product) });
        break;
      case "list":
      case "product":
      case "cart":
        show(move);
        break;
      case "onward": {
        const next = nextStep(where.place);
        if (next !== null) {
          show(next);
          break;
        }
        const order = `o${visitor}-${at}`;
        at += Math.ceil(LAST_STEP_SECONDS * SECOND_MS * (0.6 + draws.uniform()));
        where.hasCart = false;
        tell("page_viewed", "/checkouts/c1/thank-you", { odds: NaN });
        at += 1 + Math.floor(draws.uniform() * 300);
        tell("checkout_completed", "/checkouts/c1/thank-you", {
          order,
          product: String(product),
          odds: NaN,
        });
        return { events, endedAt: at, hasCart: false };
      }
    }
  }
  return { events, endedAt: at, hasCart: where.hasCart };
}

const PAGES: Readonly<Record<Place, readonly [kind: string, path: string]>> = {
  landing: ["page_viewed", "/"],
  list: ["collection_viewed", "/collections/all"],
  product: ["product_viewed", "/products/{}"],
  cart: ["cart_viewed", "/cart"],
  contact: ["checkout_started", "/checkouts/c1"],
  shipping: ["checkout_address_info_submitted", "/checkouts/c1"],
  payment: ["checkout_shipping_info_submitted", "/checkouts/c1"],
};

function dwellOf(place: Place, intent: number): number {
  const isCheckout = place === "contact" || place === "shipping" || place === "payment";
  return isCheckout ? STEP_SECONDS : DWELL_SECONDS * Math.exp(0.25 * intent);
}

function pickMove(draws: Draws, moves: Moves): keyof Moves {
  let left = draws.uniform();
  for (const move of ["leave", "list", "product", "add", "cart"] as const) {
    left -= moves[move];
    if (left < 0) return move;
  }
  return moves.onward > 0 ? "onward" : "leave";
}
