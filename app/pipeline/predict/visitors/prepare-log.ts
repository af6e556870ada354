import type { PointsModel } from "../../score/model.ts";
import { arrangeLog } from "./arrange-log.ts";
import type { EventColumns } from "./event-log.ts";
import { standProducts } from "./product-standings.ts";
import { findPurchases } from "./purchases-in-log.ts";
import type { PreparedLog } from "./walk-log.ts";

/** Events in any order, made ready: by visitor and time, purchases told from their lines, products as of each row. */
export function prepareLog(columns: EventColumns, points: PointsModel): PreparedLog {
  const log = arrangeLog(columns);
  return { log, ...findPurchases(log), standings: standProducts(log), points };
}
