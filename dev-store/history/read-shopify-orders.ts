import { createHash } from "node:crypto";

import type { Discount } from "../state/types.ts";
import { assembleHistory } from "./assemble-history.ts";
import type { Columns } from "./detect-format.ts";
import type { Happening, History, HistoryLine } from "./history.ts";
import { openRowLedger } from "./row-ledger.ts";
import type { RowLedger } from "./row-ledger.ts";
import {
  readEachRow,
  requireDecimal,
  requireInstant,
  requireInteger,
  requireMinor,
  textOf,
  UnreadableRowError,
} from "./row-reader.ts";
import type { ReadTableInput } from "./row-reader.ts";

/** A note of an order may hold line breaks; a longer one is taken for a quote that was not closed. */
const LINES_PER_ROW = 500;

interface ExportedOrder {
  line: number;
  name: string;
  key: string;
  customerKey: string | null;
  at: number;
  currency: string;
  totalMinor: number;
  refundedMinor: number;
  discountMinor: number;
  discountCode: string;
  cancelledAt: number | null;
  isVoided: boolean;
  lines: HistoryLine[];
}

/**
 * The export of a shop's orders from its admin. Only the first row of an order carries the order;
 * each further row is one more line of it. A customer is an e-mail address, else a phone number,
 * else a guest. A voided order is a cancelled one. The export gives a refund no date: it is taken
 * at the cancellation, else at the order. Orders in another currency than most are left out and
 * counted, since their money cannot be added up with the rest.
 */
export async function readShopifyOrders(input: ReadTableInput): Promise<History> {
  const { table, columns } = input;
  const ledger = openRowLedger();
  const orders = new Map<string, ExportedOrder>();
  const repeated: ExportedOrder[] = [];
  let current: ExportedOrder | null = null;

  const readRow = (line: number, cells: string[]): void => {
    const name = textOf(cells, columns.name);
    const isFirstRow = ORDER_COLUMNS.some((column) => textOf(cells, columns[column]) !== "");
    const above = current;
    // A first row that cannot be read must not leave its further lines to the order above it.
    if (isFirstRow) current = null;
    const order = isFirstRow
      ? readOrder(line, { cells, columns, currencyDigits: input.currencyDigits })
      : above;
    if (order === null || (name !== "" && name !== order.name)) {
      const whose = name || "an order";
      throw new UnreadableRowError(`a further line of ${whose}, whose first row is not above it`);
    }
    const item = readLine(cells, columns, digitsOf(order.currency, input.currencyDigits));
    if (item !== null) order.lines.push(item);
    if (!isFirstRow) return;
    current = order;
    if (orders.has(order.key)) repeated.push(order);
    else orders.set(order.key, order);
  };

  const rows = await readEachRow({ table, linesPerRow: LINES_PER_ROW, ledger, readRow });
  for (const order of repeated) {
    ledger.skip("order that an earlier row told already", Math.max(1, order.lines.length));
  }
  const currency = mostUsedCurrency([...orders.values()]);
  const told = [...orders.values()].filter((order) => {
    if (order.currency === currency) return true;
    ledger.skip("order in another currency than most", Math.max(1, order.lines.length));
    return false;
  });
  return assembleHistory({
    format: "shopify-orders",
    happenings: told.flatMap((order) => toHappenings(order, ledger)),
    rows,
    cancellationRows: told.filter((order) => isTakenBack(order)).length,
    ledger,
    currency: currency || null,
  });
}

/** What is empty in all rows of an order but the first. */
const ORDER_COLUMNS = ["id", "financialStatus", "total"];

interface OrderCells {
  cells: string[];
  columns: Columns;
  currencyDigits: number | undefined;
}

function readOrder(line: number, { cells, columns, currencyDigits }: OrderCells): ExportedOrder {
  const text = (column: string): string => textOf(cells, columns[column]);
  const currency = text("currency").toUpperCase();
  const digits = digitsOf(currency, currencyDigits);
  const name = text("name");
  const key = text("id") || name;
  if (key === "") throw new UnreadableRowError("the order has neither an id nor a name");
  const totalMinor = requireMinor(requireDecimal(text("total"), "total"), digits);
  if (totalMinor < 0) throw new UnreadableRowError(`total is below zero: ${text("total")}`);
  return {
    line,
    name,
    key,
    customerKey: customerKeyOf(text("email"), text("phone")),
    at: requireInstant(text("createdAt"), "created at"),
    currency,
    totalMinor,
    refundedMinor: requireMinor(
      requireDecimal(text("refundedAmount") || "0", "refunded amount"),
      digits,
    ),
    discountMinor: requireMinor(
      requireDecimal(text("discountAmount") || "0", "discount amount"),
      digits,
    ),
    discountCode: text("discountCode"),
    cancelledAt:
      text("cancelledAt") === "" ? null : requireInstant(text("cancelledAt"), "cancelled at"),
    isVoided: text("financialStatus").toLowerCase() === "voided",
    lines: [],
  };
}

function readLine(cells: string[], columns: Columns, digits: number): HistoryLine | null {
  const title = textOf(cells, columns.lineName);
  const quantity = textOf(cells, columns.lineQuantity);
  const price = textOf(cells, columns.linePrice);
  // An order of which all lines were taken off keeps a first row without a line.
  if (title + quantity + price === "") return null;
  return {
    sku: textOf(cells, columns.lineSku),
    title,
    quantity: requireInteger(quantity, "lineitem quantity"),
    priceMinor: requireMinor(requireDecimal(price, "lineitem price"), digits),
  };
}

/** Contact data stays in the reader: what leaves is a hash, the same for the same address. */
function customerKeyOf(email: string, phone: string): string | null {
  const address = email.toLowerCase();
  if (address !== "") return hash(`email:${address}`);
  // The export puts a quote mark before a number, lest a spreadsheet takes it for a sum.
  const digits = phone.replace(/\D/g, "");
  return digits === "" ? null : hash(`phone:${digits}`);
}

const hash = (text: string): string => createHash("sha256").update(text).digest("hex");

function digitsOf(currency: string, given: number | undefined): number {
  if (given !== undefined) return given;
  if (!/^[A-Z]{3}$/.test(currency)) return 2;
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}

function mostUsedCurrency(orders: ExportedOrder[]): string {
  const uses = new Map<string, number>();
  for (const { currency } of orders) uses.set(currency, (uses.get(currency) ?? 0) + 1);
  const [first] = [...uses].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return first?.[0] ?? "";
}

const isTakenBack = (order: ExportedOrder): boolean =>
  order.isVoided || order.cancelledAt !== null || order.refundedMinor > 0;

/** What is more than the lines cost was taken off the shipping, which a shop's past does without. */
function discountOf({ discountMinor, discountCode, lines }: ExportedOrder): Discount | null {
  const linesMinor = lines.reduce((sum, line) => sum + line.quantity * line.priceMinor, 0);
  const amountMinor = Math.min(Math.max(discountMinor, 0), linesMinor);
  return amountMinor === 0 ? null : { amountMinor, code: discountCode || null };
}

function toHappenings(order: ExportedOrder, ledger: RowLedger): Happening[] {
  const { key, at, customerKey, totalMinor, lines } = order;
  const placed = { key, customerKey, totalMinor, lines };
  const discount = discountOf(order);
  const happenings: Happening[] = [
    { kind: "order", at, order: discount === null ? placed : { ...placed, discount } },
  ];
  const givenBack = Math.min(Math.max(order.refundedMinor, 0), totalMinor);
  if (givenBack !== order.refundedMinor) {
    const why = "refunded amount outside of the order's total";
    const reason = `${order.refundedMinor} of ${totalMinor} minor units: ${why}`;
    ledger.unmatched({ line: order.line, key, reason }, why);
  }
  // Clocks of several systems meet in an export: nothing is taken back before it was ordered.
  const backAt = Math.max(at, order.cancelledAt ?? at);
  if (order.isVoided || order.cancelledAt !== null) {
    happenings.push({ kind: "cancel", at: backAt, orderKey: key, refundMinor: givenBack });
  } else if (givenBack > 0) {
    const refundKey = `refund/${key}`;
    happenings.push({
      kind: "refund",
      at: backAt,
      orderKey: key,
      refundKey,
      amountMinor: givenBack,
    });
  }
  return happenings;
}
