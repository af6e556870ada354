import type { PointsModel } from "../../score/model.ts";
import { arrangeLog } from "./arrange-log.ts";
import type { EventColumns } from "./event-log.ts";
import { standProducts } from "./product-standings.ts";
import type { LogTallies } from "./product-standings.ts";
import { findPurchases } from "./purchases-in-log.ts";
import type { PreparedLog } from "./walk-log.ts";

/** A log that can be learned from, with what was done with its products by its end. */
export interface LearningLog extends PreparedLog {
  tallies: LogTallies;
}

/** Events in any order, made ready: by visitor and time, purchases told from their lines, products as of each row. */
export function prepareLog(columns: EventColumns, points: PointsModel): LearningLog {
  const log = arrangeLog(columns);
  return { log, ...findPurchases(log), ...standProducts(log), points };
}
