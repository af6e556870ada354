import type { PointsModel } from "../../score/model.ts";
import { admitEvent } from "./admit-event.ts";
import { PART_OF_PURCHASE_MS } from "./visitor-event.ts";
import type { VisitorEvent } from "./visitor-event.ts";
import { newVisitor } from "./visitor-state.ts";
import type { VisitorState } from "./visitor-state.ts";

/**
 * A visitor whose events come in live. Whether an event is part of a purchase shows only when the purchase comes, so the
 * last minute is kept apart from what is settled. Plain data of bounded size.
 */
export interface LiveVisitor {
  settled: VisitorState;
  /** Events of the last minute, in order of time. */
  recent: VisitorEvent[];
}

/** More events in a minute than anybody makes by hand: beyond it the oldest settle early. */
const MOST_RECENT = 60;

export const newLiveVisitor = (): LiveVisitor => ({ settled: newVisitor(), recent: [] });

/**
 * Takes an event in, changing `live`. A purchase comes as one event, whatever its lines, and takes with it what was part
 * of it. Events come nearly in order of time: one that comes more than a minute late counts as of the latest settled.
 */
export function admitLiveEvent(live: LiveVisitor, event: VisitorEvent, points: PointsModel): void {
  const { settled } = live;
  if (event.signal === "order_placed") {
    settleUntil(live, event.at - PART_OF_PURCHASE_MS, points);
    live.recent = live.recent.filter(({ at }) => at > event.at);
    admitEvent(settled, event, points);
    return;
  }
  if (event.at === settled.purchasedAt) return;
  live.recent.push(event);
  live.recent.sort((one, other) => one.at - other.at);
  settleUntil(live, (live.recent.at(-1)?.at ?? event.at) - PART_OF_PURCHASE_MS, points);
  const early = live.recent[live.recent.length - MOST_RECENT - 1];
  if (early !== undefined) settleUntil(live, early.at + 1, points);
}

/** The visitor as of the latest event, that of the last minute included: what predictions are made of. */
export function lookAtVisitor(live: LiveVisitor, points: PointsModel): VisitorState {
  const state = structuredClone(live.settled);
  for (const event of live.recent) admitEvent(state, event, points);
  return state;
}

/** Settles what was before an instant. */
function settleUntil(live: LiveVisitor, until: number, points: PointsModel): void {
  while (live.recent[0] !== undefined && live.recent[0].at < until) {
    admitEvent(live.settled, live.recent[0], points);
    live.recent.shift();
  }
}
