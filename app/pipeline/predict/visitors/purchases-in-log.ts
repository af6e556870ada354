import { SIGNALS } from "../../shared/signals.ts";
import type { VisitorLog } from "./event-log.ts";
import { PART_OF_PURCHASE_MS } from "./visitor-event.ts";

/**
 * What a row of the log is to prediction. `event`: a sign, and a row to predict. `purchase`: both as well, and what is
 * predicted before it. `line`: a further line of an order that an earlier row has told. `part`: so shortly before a purchase
 * that it is part of it; neither.
 */
export const ROW_ROLES = ["event", "purchase", "line", "part"] as const;
/** Their places in `ROW_ROLES`. */
export const [EVENT, PURCHASE, LINE, PART] = [0, 1, 2, 3] as const;

export interface LogPurchases {
  /** Place in `ROW_ROLES`, of each row. */
  roles: Uint8Array;
  /** Of each row, when its visitor's next purchase after it was; Infinity: never, as far as the log goes. */
  nextAt: Float64Array;
  purchases: number;
}

const ORDER_PLACED = SIGNALS.indexOf("order_placed");

/**
 * Tells purchases from the lines of one, and from what happens at the till. Rows with one order's number are one
 * purchase, at the first of them; without a number those of a visitor within a minute are.
 */
export function findPurchases(log: VisitorLog): LogPurchases {
  const roles = new Uint8Array(log.size);
  const nextAt = new Float64Array(log.size);
  let purchases = 0;
  for (let visitor = 0; visitor < log.visitors; visitor += 1) {
    const start = log.starts[visitor] ?? 0;
    const end = log.starts[visitor + 1] ?? start;
    purchases += markOrders(log, roles, { start, end });
    let next = Infinity;
    for (let row = end - 1; row >= start; row -= 1) {
      nextAt[row] = next;
      const at = log.at[row] ?? 0;
      if (roles[row] === PURCHASE) next = at;
      else if (roles[row] === EVENT && next - at <= PART_OF_PURCHASE_MS) roles[row] = PART;
    }
    // At the instant of a purchase all else is part of it, in whatever order the rows came.
    for (let row = start + 1; row < end; row += 1)
      if (roles[row] === EVENT && isPartOfPurchaseBefore(log, roles, { row, start }))
        roles[row] = PART;
  }
  return { roles, nextAt, purchases };
}

function markOrders(
  log: VisitorLog,
  roles: Uint8Array,
  { start, end }: { start: number; end: number },
): number {
  const orders = new Set<number>();
  let purchases = 0;
  let lastAt = -Infinity;
  for (let row = start; row < end; row += 1) {
    if (log.signal[row] !== ORDER_PLACED) continue;
    const order = log.order[row] ?? -1;
    const at = log.at[row] ?? 0;
    const isLine = order < 0 ? at - lastAt <= PART_OF_PURCHASE_MS : orders.has(order);
    roles[row] = isLine ? LINE : PURCHASE;
    if (order >= 0) orders.add(order);
    if (!isLine) purchases += 1;
    lastAt = at;
  }
  return purchases;
}

function isPartOfPurchaseBefore(
  log: VisitorLog,
  roles: Uint8Array,
  { row, start }: { row: number; start: number },
): boolean {
  for (let before = row - 1; before >= start && log.at[before] === log.at[row]; before -= 1)
    if (roles[before] === PURCHASE) return true;
  return false;
}

/** How many purchases the log tells of before an instant. */
export function purchasesBefore(
  { log, roles }: Pick<LogPurchases, "roles"> & { log: VisitorLog },
  until: number,
): number {
  let purchases = 0;
  for (let row = 0; row < log.size; row += 1)
    if (roles[row] === PURCHASE && (log.at[row] ?? 0) < until) purchases += 1;
  return purchases;
}
