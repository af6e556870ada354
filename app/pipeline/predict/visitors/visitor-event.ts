import type { Signal } from "../../shared/signals.ts";
import type { Instant } from "../../shared/time.ts";
import { MINUTE_MS } from "../../shared/time.ts";
import type { Page } from "./page-area.ts";

/** Something that a visitor did. A purchase is an `order_placed`. */
export interface VisitorEvent {
  at: Instant;
  signal: Signal;
  /** null: it names no product. */
  product: SeenProduct | null;
  /** null: no path was told. */
  page: Page | null;
}

/** A product with what all visitors together had done with it before the event. */
export interface SeenProduct extends ProductStanding {
  id: string | number;
}

/** How a product stands as of an instant. Each number is finite, and 0 for a product that was never seen. */
export interface ProductStanding {
  /** log1p of how often it was looked at, halved with every week since. */
  popularity: number;
  /** Natural logarithm of how many times likelier than usual a look at it ends in a cart. */
  cartLift: number;
  /** The same of purchases. */
  orderLift: number;
}

/** After so long a silence the next event begins a new session, as in most tools that count sessions. */
export const SESSION_SILENCE_MS = 30 * MINUTE_MS;

/**
 * What happens so shortly before a purchase is part of it: the view of the thank-you page is stamped milliseconds before
 * the checkout is completed. Such events are neither signs of a purchase nor chances to predict one.
 */
export const PART_OF_PURCHASE_MS = MINUTE_MS;
