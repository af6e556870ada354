import type { PointsModel } from "../../score/model.ts";
import { ACTIVITIES, activityOf, stepOf } from "./activity.ts";
import { fadeAndCount } from "./fading-counts.ts";
import { earnPoints } from "./points-meter.ts";
import { findOnShelf } from "./shelf.ts";
import { SESSION_SILENCE_MS } from "./visitor-event.ts";
import type { VisitorEvent } from "./visitor-event.ts";
import { newCart, newSession } from "./visitor-state.ts";
import type { LastEvent, VisitorState } from "./visitor-state.ts";

/**
 * Takes an event into what is known of its visitor, changing `state`. Events come in order of time; one that comes late
 * counts as of the latest before it. What is part of a purchase (`PART_OF_PURCHASE_MS`) must be left out by the caller,
 * who alone knows whether a purchase follows.
 */
export function admitEvent(state: VisitorState, event: VisitorEvent, points: PointsModel): void {
  const at = Math.max(event.at, state.last?.at ?? event.at);
  const gapMs = state.last === null ? null : at - state.last.at;
  if (gapMs === null || gapMs > SESSION_SILENCE_MS) beginSession(state, at);
  else {
    state.dwellMs += gapMs;
    state.dwells += 1;
  }

  const activity = activityOf(event);
  const step = stepOf(event);
  state.events += 1;
  state.firstAt ??= at;
  state.session.events += 1;
  state.session.furthest = Math.max(state.session.furthest, step);
  const place = ACTIVITIES.indexOf(activity);
  state.session.counts[place] = (state.session.counts[place] ?? 0) + 1;
  fadeAndCount(state.fading, gapMs ?? 0, activity);
  earnPoints(state.points, points, { signal: event.signal, at });

  const { earlierViews, isInCart } = handleProduct(state, event, at);
  moveCart(state, event, at);
  const { page, product } = event;
  state.last = { at, gapMs, activity, step, page, product, earlierViews, isInCart };
}

function beginSession(state: VisitorState, at: number): void {
  if (state.last !== null) {
    state.sessions += 1;
    state.leftAt = state.last.at;
    for (const [place, count] of state.session.counts.entries())
      state.before[place] = (state.before[place] ?? 0) + count;
  }
  state.session = newSession();
  state.session.startedAt = at;
}

function handleProduct(
  state: VisitorState,
  event: VisitorEvent,
  at: number,
): Pick<LastEvent, "earlierViews" | "isInCart"> {
  const { product, signal } = event;
  if (product === null) return { earlierViews: 0, isInCart: false };
  const { session } = state;
  const entry = findOnShelf(state.shelf, product.id, at);
  const earlierViews = entry.views;
  // Sessions are numbered from 1, so that 0 is none.
  if (entry.session !== state.sessions + 1) session.products += 1;
  entry.session = state.sessions + 1;
  entry.lastAt = at;
  session.productEvents += 1;
  session.orderLifts += product.orderLift;
  const isInCart = entry.isInCart;
  if (activityOf(event) === "product") entry.views += 1;
  if (signal === "product_added_to_cart") entry.isInCart = true;
  if (signal === "product_removed_from_cart" || signal === "order_placed") entry.isInCart = false;
  return { earlierViews, isInCart };
}

function moveCart(state: VisitorState, event: VisitorEvent, at: number): void {
  const { cart } = state;
  switch (activityOf(event)) {
    case "add":
      cart.pieces += 1;
      cart.addedAt = at;
      break;
    case "remove":
      cart.pieces = event.signal === "cart_emptied" ? 0 : Math.max(0, cart.pieces - 1);
      break;
    case "checkout":
      cart.checkoutAt = at;
      break;
    case "purchase":
      state.cart = newCart();
      for (const entry of state.shelf) entry.isInCart = false;
      state.purchases += 1;
      state.purchasedAt = at;
      return;
    case "page":
    case "list":
    case "search":
    case "product":
    case "depth":
    case "cart":
    case "arrival":
      break;
  }
  cart.furthest = Math.max(cart.furthest, stepOf(event));
}
