import { assembleHistory } from "./assemble-history.ts";
import type { Happening, History } from "./history.ts";
import { openRowLedger } from "./row-ledger.ts";
import {
  plainId,
  readEachRow,
  requireDecimal,
  requireInstant,
  requireMinor,
  textOf,
} from "./row-reader.ts";
import type { ReadTableInput } from "./row-reader.ts";

/**
 * `customer_id,date[,…,value]`: every row is one order, those of value 0 too. A row without a
 * customer is a guest's order. A negative value names no order that it would take back, so it is
 * counted as no sale.
 */
export async function readTransactions(input: ReadTableInput): Promise<History> {
  const { table, columns, currencyDigits = 2 } = input;
  const ledger = openRowLedger();
  const happenings: Happening[] = [];

  const readRow = (line: number, cells: string[]): void => {
    const customerKey = plainId(textOf(cells, columns.customer)) || null;
    const at = requireInstant(textOf(cells, columns.date), "date");
    const value = hasValue(columns.value)
      ? requireDecimal(textOf(cells, columns.value), "value")
      : { units: 0n, scale: 0 };
    const totalMinor = requireMinor(value, currencyDigits);
    if (totalMinor < 0) {
      ledger.skip("value below zero");
      return;
    }
    const lines = [{ sku: "", title: "", quantity: 1, priceMinor: totalMinor }];
    const order = { key: String(line), customerKey, totalMinor, lines };
    happenings.push({ kind: "order", at, order });
  };

  const rows = await readEachRow({ table, linesPerRow: 1, ledger, readRow });
  return assembleHistory({
    format: "transactions",
    happenings,
    rows,
    cancellationRows: 0,
    ledger,
    currency: null,
  });
}

const hasValue = (column: number | undefined): boolean => column !== undefined && column >= 0;
