import type { Happening, History, HistoryFormat } from "./history.ts";
import { collectCustomers, orderHappenings } from "./order-happenings.ts";
import type { RowLedger } from "./row-ledger.ts";

export interface AssembleInput {
  format: HistoryFormat;
  happenings: Happening[];
  rows: number;
  cancellationRows: number;
  ledger: RowLedger;
  currency: string | null;
}

/** Puts happenings in order and counts them; what the ledger holds is told with them. */
export function assembleHistory(input: AssembleInput): History {
  const happenings = orderHappenings(input.happenings);
  const customers = collectCustomers(happenings);
  const { counts, ...told } = input.ledger.close();
  return {
    format: input.format,
    customers,
    happenings,
    currency: input.currency,
    // None of the three formats names a zone.
    timezone: null,
    counts: {
      rows: input.rows,
      customers: customers.length,
      ...countHappenings(happenings),
      cancellationRows: input.cancellationRows,
      ...counts,
    },
    ...told,
  };
}

function countHappenings(happenings: Happening[]) {
  const counts = {
    orders: 0,
    guestOrders: 0,
    lines: 0,
    guestLines: 0,
    totalMinor: 0,
    guestTotalMinor: 0,
    refunds: 0,
    cancellations: 0,
    refundedMinor: 0,
  };
  for (const happening of happenings) {
    if (happening.kind === "refund") {
      counts.refunds += 1;
      counts.refundedMinor += happening.amountMinor;
    } else if (happening.kind === "cancel") {
      counts.cancellations += 1;
      counts.refundedMinor += happening.refundMinor;
    } else if (happening.order.customerKey === null) {
      counts.guestOrders += 1;
      counts.guestLines += happening.order.lines.length;
      counts.guestTotalMinor += happening.order.totalMinor;
    } else {
      counts.orders += 1;
      counts.lines += happening.order.lines.length;
      counts.totalMinor += happening.order.totalMinor;
    }
  }
  return counts;
}
