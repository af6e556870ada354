import { describe, expect, it } from "vitest";

import { readHistory } from "../../../dev-store/history/read-history.ts";
import { writeFile } from "./write-file.ts";

/** The columns of the admin's order export, in its order. */
const COLUMNS =
  "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem compare at price,Lineitem sku,Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,Billing Name,Billing Street,Billing Address1,Billing Address2,Billing Company,Billing City,Billing Zip,Billing Province,Billing Country,Billing Phone,Shipping Name,Shipping Street,Shipping Address1,Shipping Address2,Shipping Company,Shipping City,Shipping Zip,Shipping Province,Shipping Country,Shipping Phone,Notes,Note Attributes,Cancelled at,Payment Method,Payment Reference,Refunded Amount,Vendor,Outstanding Balance,Employee,Location,Device ID,Id,Tags,Risk Level,Source,Lineitem discount,Tax 1 Name,Tax 1 Value,Tax 2 Name,Tax 2 Value,Tax 3 Name,Tax 3 Value,Tax 4 Name,Tax 4 Value,Tax 5 Name,Tax 5 Value,Phone,Receipt Number,Duties,Billing Province Name,Shipping Province Name,Payment ID,Payment Terms Name,Next Payment Due At,Payment References".split(
    ",",
  );

/** One row of an export; what is not given stays empty. */
function exportRow(cells: Record<string, string>): string {
  const text = (column: string): string => cells[column] ?? "";
  return COLUMNS.map((column) => `"${text(column).replaceAll('"', '""')}"`).join(",");
}

interface FirstRow {
  id: string;
  email?: string;
  total: string;
  at?: string;
  more?: Record<string, string>;
}

const firstRow = ({
  id,
  email = "",
  total,
  at = "2024-01-03 10:00:00 -0500",
  more = {},
}: FirstRow) =>
  exportRow({
    Name: `#${id}`,
    Email: email,
    "Financial Status": "paid",
    Currency: "USD",
    Total: total,
    "Created at": at,
    "Lineitem quantity": "1",
    "Lineitem name": "Mug - Blue",
    "Lineitem price": "10.00",
    "Lineitem sku": "MUG-B",
    "Refunded Amount": "0.00",
    Id: `55${id}`,
    ...more,
  });

const read = (...rows: string[]) => readHistory(writeFile([COLUMNS.join(","), ...rows]));

describe("a shop's own export of orders", () => {
  it("gathers the rows of an order, and hides the customer's address behind a hash", async () => {
    const history = await read(
      firstRow({ id: "1002", email: "Ann@Example.com", total: "34.50" }),
      exportRow({
        Name: "#1002",
        Email: "Ann@Example.com",
        "Created at": "2024-01-03 10:00:00 -0500",
        "Lineitem quantity": "2",
        "Lineitem name": "Tea",
        "Lineitem price": "9.75",
      }),
      firstRow({
        id: "1001",
        email: "ann@example.com ",
        total: "10",
        at: "2024-01-02 10:00:00 +0100",
      }),
    );
    expect(history.format).toBe("shopify-orders");
    expect(history.currency).toBe("USD");
    expect(history.customers).toHaveLength(1);
    const [customer] = history.customers;
    expect(customer?.key).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(history)).not.toMatch(/ann@example/i);
    expect(history.happenings).toEqual([
      {
        kind: "order",
        at: Date.UTC(2024, 0, 2, 9),
        order: {
          key: "551001",
          customerKey: customer?.key,
          totalMinor: 1000,
          lines: [{ sku: "MUG-B", title: "Mug - Blue", quantity: 1, priceMinor: 1000 }],
        },
      },
      {
        kind: "order",
        at: Date.UTC(2024, 0, 3, 15),
        order: {
          key: "551002",
          customerKey: customer?.key,
          totalMinor: 3450,
          lines: [
            { sku: "MUG-B", title: "Mug - Blue", quantity: 1, priceMinor: 1000 },
            { sku: "", title: "Tea", quantity: 2, priceMinor: 975 },
          ],
        },
      },
    ]);
    expect(history.counts).toMatchObject({ rows: 3, orders: 2, customers: 1, unreadable: 0 });
  });

  it("knows a customer without an e-mail by the phone, and without either as a guest", async () => {
    const history = await read(
      firstRow({ id: "1", total: "10", more: { Phone: "'+1 613-555-0110" } }),
      firstRow({ id: "2", total: "10", more: { Phone: "+16135550110" } }),
      firstRow({ id: "3", total: "10" }),
    );
    expect(history.counts).toMatchObject({ orders: 2, guestOrders: 1, customers: 1 });
    expect(JSON.stringify(history)).not.toContain("6135550110");
  });

  it("cancels what was cancelled or voided, and dates a refund by the cancellation, else by the order", async () => {
    const history = await read(
      firstRow({
        id: "1",
        total: "10",
        more: { "Cancelled at": "2024-01-05 10:00:00 -0500", "Refunded Amount": "10.00" },
      }),
      firstRow({ id: "2", total: "10", more: { "Financial Status": "voided" } }),
      firstRow({ id: "3", total: "10", more: { "Financial Status": "pending" } }),
      firstRow({ id: "4", total: "10", more: { "Refunded Amount": "2.50" } }),
      firstRow({ id: "5", total: "10", more: { "Refunded Amount": "12.50" } }),
    );
    const at = Date.UTC(2024, 0, 3, 15);
    expect(history.happenings.filter(({ kind }) => kind !== "order")).toEqual([
      { kind: "refund", at, orderKey: "554", refundKey: "refund/554", amountMinor: 250 },
      { kind: "refund", at, orderKey: "555", refundKey: "refund/555", amountMinor: 1000 },
      { kind: "cancel", at, orderKey: "552", refundMinor: 0 },
      { kind: "cancel", at: Date.UTC(2024, 0, 5, 15), orderKey: "551", refundMinor: 1000 },
    ]);
    expect(history.counts).toMatchObject({ guestOrders: 5, cancellationRows: 4 });
    expect(history.unmatched).toEqual([
      {
        line: 6,
        key: "555",
        reason: "1250 of 1000 minor units: refunded amount outside of the order's total",
      },
    ]);
  });

  it("reads a note of several lines, and loses one row alone to a quote that is not closed", async () => {
    const good = firstRow({ id: "1", total: "10", more: { Notes: 'ring "twice",\n\nthen wait' } });
    const bad = firstRow({ id: "2", total: "10" }).replace('"paid"', '"paid');
    const history = await read(good, bad, firstRow({ id: "3", total: "10" }), good);
    expect(history.counts).toMatchObject({ rows: 4, guestOrders: 2, unreadable: 1, notASale: 1 });
    expect(history.unreadable).toEqual([{ line: 5, reason: "a quote is opened and not closed" }]);
    expect(history.skipped).toEqual([
      { reason: "order that an earlier row told already", rows: 1 },
    ]);
  });

  it("does not give the lines of an order that cannot be read to the order above it", async () => {
    const further = exportRow({
      Name: "#2",
      "Lineitem quantity": "1",
      "Lineitem name": "Tea",
      "Lineitem price": "1",
    });
    const history = await read(
      firstRow({ id: "1", total: "10" }),
      firstRow({ id: "2", total: "ten" }),
      further,
    );
    expect(history.unreadable).toEqual([
      { line: 3, reason: 'total is no number: "ten"' },
      { line: 4, reason: "a further line of #2, whose first row is not above it" },
    ]);
    expect(history.counts).toMatchObject({ guestOrders: 1, guestLines: 1, rows: 3 });
  });

  it("takes a discount off the lines, at most what they cost, and keeps its code", async () => {
    const discounted = (id: string, amount: string, code: string) =>
      firstRow({ id, total: "9", more: { "Discount Amount": amount, "Discount Code": code } });
    const history = await read(
      discounted("1", "1.50", "SPRING"),
      discounted("2", "14.00", ""),
      firstRow({ id: "3", total: "10" }),
    );
    const discounts = history.happenings.map((happening) =>
      happening.kind === "order" ? happening.order.discount : null,
    );
    expect(discounts).toEqual([
      { amountMinor: 150, code: "SPRING" },
      { amountMinor: 1000, code: null },
      undefined,
    ]);
  });

  it("reads money in the decimals of the order's currency, and leaves out another currency", async () => {
    const yen = { Currency: "JPY", "Lineitem price": "1200" };
    const history = await read(
      firstRow({ id: "1", total: "1200", more: yen }),
      firstRow({ id: "2", total: "1300", more: yen }),
      firstRow({ id: "3", total: "10" }),
    );
    expect(history.currency).toBe("JPY");
    expect(history.counts).toMatchObject({ guestOrders: 2, guestTotalMinor: 2500, notASale: 1 });
    expect(history.skipped).toEqual([{ reason: "order in another currency than most", rows: 1 }]);
  });
});
