import { assembleHistory } from "./assemble-history.ts";
import { openInvoiceGrouper } from "./group-invoices.ts";
import type { Happening, History } from "./history.ts";
import type { Invoice } from "./invoice.ts";
import { matchCancellations } from "./match-cancellations.ts";
import { toMinor } from "./parse-decimal.ts";
import { openRowLedger } from "./row-ledger.ts";
import {
  plainId,
  readEachRow,
  requireDecimal,
  requireInstant,
  requireInteger,
  requireMinor,
  textOf,
  UnreadableRowError,
} from "./row-reader.ts";
import type { ReadTableInput } from "./row-reader.ts";

/**
 * `InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country`: the lines of
 * one invoice number are one order, at the time of the earliest. A number that begins with C
 * cancels what its customer bought before, one that begins with A adjusts a debt. Lines without a
 * customer are guests' orders.
 */
export async function readInvoiceLines(input: ReadTableInput): Promise<History> {
  const { table, columns, currencyDigits = 2 } = input;
  const ledger = openRowLedger();
  const sales = openInvoiceGrouper();
  const cancellations = openInvoiceGrouper();
  // One copy of each text and price: half a million lines name a few thousand of them.
  const intern = remember((text) => text);
  const readPrice = remember((text) => requireDecimal(text, "price"));
  let cancellationRows = 0;

  const readRow = (line: number, cells: string[]): void => {
    const invoice = intern(textOf(cells, columns.invoice));
    if (invoice === "") throw new UnreadableRowError("the invoice number is missing");
    const customer = intern(plainId(textOf(cells, columns.customer)));
    const quantity = requireInteger(textOf(cells, columns.quantity), "quantity");
    const price = readPrice(textOf(cells, columns.price));
    const at = requireInstant(textOf(cells, columns.date), "date");
    const isCancellation = /^c/i.test(invoice);
    const reason = whyNoSale({ invoice, customer, isCancellation, quantity, price: price.units });
    if (reason !== null) {
      ledger.skip(reason);
      return;
    }
    if (isCancellation) cancellationRows += 1;
    const pieces = Math.abs(quantity);
    (isCancellation ? cancellations : sales).add({
      invoice,
      customer,
      at,
      line: {
        line,
        sku: intern(textOf(cells, columns.sku)),
        title: intern(textOf(cells, columns.title)),
        quantity: pieces,
        price,
        totalMinor: requireMinor(price, currencyDigits, pieces),
      },
    });
  };

  const rows = await readEachRow({ table, linesPerRow: 1, ledger, readRow });
  const orders = sales.invoices();
  const happenings: Happening[] = [
    ...orders.map((invoice) => toOrder(invoice, currencyDigits)),
    ...matchCancellations({
      orders,
      cancellations: cancellations.invoices(),
      currencyDigits,
      onUnmatched: ledger.unmatched,
    }),
  ];
  return assembleHistory({
    format: "invoice-lines",
    happenings,
    rows,
    cancellationRows,
    ledger,
    currency: null,
  });
}

interface RowFacts {
  invoice: string;
  customer: string;
  isCancellation: boolean;
  quantity: number;
  price: bigint;
}

/** null: the row is a sale, or a customer's cancellation of one. */
function whyNoSale(row: RowFacts): string | null {
  if (/^a/i.test(row.invoice)) return "adjustment of a debt (invoice number begins with A)";
  if (row.isCancellation && row.customer === "") return "cancellation without a customer";
  if (row.isCancellation && row.quantity >= 0) return "cancellation that gives nothing back";
  if (!row.isCancellation && row.quantity <= 0) return "quantity not above zero (stock correction)";
  if (row.price <= 0n) return "price not above zero";
  return null;
}

function toOrder({ key, customerKey, at, lines }: Invoice, currencyDigits: number): Happening {
  return {
    kind: "order",
    at,
    order: {
      key,
      customerKey,
      totalMinor: lines.reduce((sum, line) => sum + line.totalMinor, 0),
      lines: lines.map(({ sku, title, quantity, price }) => ({
        sku,
        title,
        quantity,
        priceMinor: toMinor(price, currencyDigits),
      })),
    },
  };
}

function remember<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const copy = known.get(text);
    if (copy !== undefined) return copy;
    const value = read(text);
    known.set(text, value);
    return value;
  };
}
