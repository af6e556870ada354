import type { Instant } from "../../shared/time.ts";
import { ACTIVITIES } from "./activity.ts";
import type { Activity } from "./activity.ts";
import { FADING_TRACKS } from "./fading-counts.ts";
import type { PageArea } from "./page-area.ts";
import type { EarnedPoints } from "./points-meter.ts";
import type { ShelfEntry } from "./shelf.ts";
import type { SeenProduct } from "./visitor-event.ts";

/**
 * All that prediction keeps of one visitor: plain data of bounded size, made of their past alone, one event after the
 * other by `admitEvent`. null stands for what has not happened.
 */
export interface VisitorState {
  events: number;
  firstAt: Instant | null;
  last: LastEvent | null;
  session: Session;
  /** Sessions that have ended. */
  sessions: number;
  /** When the session before this one ended. */
  leftAt: Instant | null;
  /** Activities of the sessions that have ended, by their place in `ACTIVITIES`. */
  before: number[];
  /** How long they stayed on what they saw, over all sessions: the sum of the gaps within sessions, and how many. */
  dwellMs: number;
  dwells: number;
  cart: Cart;
  purchases: number;
  purchasedAt: Instant | null;
  /** Counts that fade, as of the last event: see `fading-counts.ts`. */
  fading: number[];
  shelf: ShelfEntry[];
  points: EarnedPoints[];
}

/** What the latest event was, and what it meant when it came. */
export interface LastEvent {
  at: Instant;
  /** Since the event before it. */
  gapMs: number | null;
  activity: Activity;
  step: number;
  page: { area: PageArea; depth: number } | null;
  product: SeenProduct | null;
  /** How often the visitor had looked at its product before. */
  earlierViews: number;
  isInCart: boolean;
}

export interface Session {
  startedAt: Instant | null;
  events: number;
  /** By their place in `ACTIVITIES`. */
  counts: number[];
  /** Different products. */
  products: number;
  /** Events with a product, and the sum of their products' lifts of purchase. */
  productEvents: number;
  orderLifts: number;
  /** The furthest step on the way to a purchase. */
  furthest: number;
}

/** What is on its way to a purchase since the last one. */
export interface Cart {
  /** Additions less removals, never below 0. */
  pieces: number;
  addedAt: Instant | null;
  checkoutAt: Instant | null;
  furthest: number;
}

export const newSession = (): Session => ({
  startedAt: null,
  events: 0,
  counts: ACTIVITIES.map(() => 0),
  products: 0,
  productEvents: 0,
  orderLifts: 0,
  furthest: 0,
});

export const newCart = (): Cart => ({ pieces: 0, addedAt: null, checkoutAt: null, furthest: 0 });

/** Somebody of whom nothing is known. */
export const newVisitor = (): VisitorState => ({
  events: 0,
  firstAt: null,
  last: null,
  session: newSession(),
  sessions: 0,
  leftAt: null,
  before: ACTIVITIES.map(() => 0),
  dwellMs: 0,
  dwells: 0,
  cart: newCart(),
  purchases: 0,
  purchasedAt: null,
  fading: FADING_TRACKS.map(() => 0),
  shelf: [],
  points: [],
});
