import type { PointsModel } from "../../score/model.ts";
import { SIGNALS } from "../../shared/signals.ts";
import { admitEvent } from "./admit-event.ts";
import { NO_PAGE } from "./event-log.ts";
import type { VisitorLog } from "./event-log.ts";
import { PAGE_AREAS } from "./page-area.ts";
import type { ProductStandings } from "./product-standings.ts";
import { EVENT, PURCHASE } from "./purchases-in-log.ts";
import type { LogPurchases } from "./purchases-in-log.ts";
import { PART_OF_PURCHASE_MS } from "./visitor-event.ts";
import type { VisitorEvent } from "./visitor-event.ts";
import { newVisitor } from "./visitor-state.ts";
import type { VisitorState } from "./visitor-state.ts";

/** A log with all that is known of its rows before any visitor is looked at. */
export interface PreparedLog extends LogPurchases {
  log: VisitorLog;
  standings: ProductStandings;
  points: PointsModel;
}

/** Whether a row is one to predict for: a sign, and not so shortly before a purchase that it is part of it. */
export function isPredicted({ log, roles, nextAt }: PreparedLog, row: number): boolean {
  const role = roles[row];
  if (role === EVENT) return true;
  return role === PURCHASE && (nextAt[row] ?? 0) - (log.at[row] ?? 0) > PART_OF_PURCHASE_MS;
}

/**
 * Goes through the events of every visitor in order of time and shows each row with its visitor as of it: the state is
 * that after the row's own event, and is changed by the next. `until` ends each visitor's walk: rows from it on are not
 * reached.
 */
export function walkLog(
  prepared: PreparedLog,
  visit: (row: number, state: VisitorState) => void,
  until = Infinity,
): void {
  const { log, roles, points } = prepared;
  for (let visitor = 0; visitor < log.visitors; visitor += 1) {
    const end = log.starts[visitor + 1] ?? 0;
    const state = newVisitor();
    for (let row = log.starts[visitor] ?? 0; row < end; row += 1) {
      if ((log.at[row] ?? 0) >= until) break;
      if (roles[row] !== EVENT && roles[row] !== PURCHASE) continue;
      admitEvent(state, eventAt(prepared, row), points);
      visit(row, state);
    }
  }
}

export function eventAt({ log, standings }: PreparedLog, row: number): VisitorEvent {
  const product = log.product[row] ?? -1;
  const area = log.area[row] ?? NO_PAGE;
  return {
    at: log.at[row] ?? 0,
    signal: SIGNALS[log.signal[row] ?? 0] ?? "page_viewed",
    product:
      product < 0
        ? null
        : {
            id: product,
            popularity: standings.popularity[row] ?? 0,
            cartLift: standings.cartLift[row] ?? 0,
            orderLift: standings.orderLift[row] ?? 0,
          },
    page:
      area === NO_PAGE ? null : { area: PAGE_AREAS[area] ?? "other", depth: log.depth[row] ?? 0 },
  };
}
