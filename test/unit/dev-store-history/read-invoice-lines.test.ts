import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { History } from "../../../dev-store/history/history.ts";
import { readHistory } from "../../../dev-store/history/read-history.ts";
import { writeFile } from "./write-file.ts";

const HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";

const read = (...rows: string[]): Promise<History> => readHistory(writeFile([HEADER, ...rows]));

const takenBack = (history: History): unknown[] =>
  history.happenings.filter(({ kind }) => kind !== "order").map(({ at: _, ...rest }) => rest);

describe("a file of invoice lines", () => {
  it("gives one order an invoice, at the time of its earliest line", async () => {
    const history = await read(
      '1,A,"Mug, large",2,2011-01-01 10:05,1.005,17850,UK',
      "1,B,Tea,3,2011-01-01 10:04,0.10,17850.0,UK",
      "2,A,Mug,1,2011-01-01 09:00,2,,UK",
    );
    expect(history.happenings).toEqual([
      {
        kind: "order",
        at: Date.UTC(2011, 0, 1, 9),
        order: {
          key: "2",
          customerKey: null,
          totalMinor: 200,
          lines: [{ sku: "A", title: "Mug", quantity: 1, priceMinor: 200 }],
        },
      },
      {
        kind: "order",
        at: Date.UTC(2011, 0, 1, 10, 4),
        order: {
          key: "1",
          customerKey: "17850",
          totalMinor: 231,
          lines: [
            { sku: "A", title: "Mug, large", quantity: 2, priceMinor: 101 },
            { sku: "B", title: "Tea", quantity: 3, priceMinor: 10 },
          ],
        },
      },
    ]);
    expect(history.counts).toMatchObject({ rows: 3, orders: 1, guestOrders: 1, customers: 1 });
    expect(history.counts).toMatchObject({ lines: 2, guestLines: 1, guestTotalMinor: 200 });
  });

  it("reads the column names of the second edition", async () => {
    const history = await readHistory(
      writeFile([
        "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country",
        "489434,85048,Ball,12,2009-12-01 07:45:00,6.95,13085.0,UK",
      ]),
    );
    expect(history.customers).toEqual([
      { key: "13085", firstSeenAt: Date.UTC(2009, 11, 1, 7, 45) },
    ]);
    expect(history.counts.totalMinor).toBe(8340);
  });

  it("counts what is no sale by reason", async () => {
    const history = await read(
      "1,A,x,1,2011-01-01 10:00,1,7,UK",
      "2,A,x,-1,2011-01-01 10:00,1,7,UK",
      "3,A,x,1,2011-01-01 10:00,0,7,UK",
      "A4,B,x,1,2011-01-01 10:00,11062.06,,UK",
      "C5,A,x,-1,2011-01-02 10:00,1,,UK",
      "C6,A,x,1,2011-01-02 10:00,1,7,UK",
    );
    expect(history.counts).toMatchObject({ rows: 6, orders: 1, notASale: 5, cancellationRows: 0 });
    expect(history.skipped.map(({ rows }) => rows)).toEqual([1, 1, 1, 1, 1]);
  });

  it("names rows that cannot be read", async () => {
    const history = await read(
      "1,A,x,one,2011-01-01 10:00,1,7,UK",
      "1,A,x,1,yesterday,1,7,UK",
      "1,A,x,1,2011-01-01 10:00,1e3,7,UK",
      ",A,x,1,2011-01-01 10:00,1,7,UK",
      "1,A,x, y,1,2011-01-01 10:00,1,7,UK",
      '1,A,say "x",1,2011-01-01 10:00,1,7,UK',
      "1,A,x,1,2011-01-01 10:00,1,7,UK",
    );
    expect(history.unreadable).toEqual([
      { line: 2, reason: 'quantity is no whole number: "one"' },
      { line: 3, reason: 'date is no date: "yesterday"' },
      { line: 4, reason: 'price is no number: "1e3"' },
      { line: 5, reason: "the invoice number is missing" },
      { line: 6, reason: "8 columns expected, 9 found" },
      { line: 7, reason: "a quote stands where none may stand" },
    ]);
    expect(history.counts).toMatchObject({ rows: 7, orders: 1, unreadable: 6 });
  });

  it("splits an invoice number that several customers share, and gives guests' lines to a single one", async () => {
    const history = await read(
      "1,A,x,1,2011-01-01 10:00,1,7,UK",
      "1,A,x,1,2011-01-01 10:00,1,8,UK",
      "2,A,x,1,2011-01-01 10:00,1,7,UK",
      "2,B,x,1,2011-01-01 10:00,1,,UK",
    );
    const keys = history.happenings.map((h) => h.kind === "order" && h.order.key);
    expect(keys).toEqual(["1/7", "1/8", "2"]);
    expect(history.counts).toMatchObject({ orders: 3, guestOrders: 0, lines: 4 });
  });
});

describe("a cancellation in a file of invoice lines", () => {
  it("takes back the same product from the customer's latest earlier orders first", async () => {
    const history = await read(
      "1,A,x,5,2011-01-01 10:00,1.00,7,UK",
      "1,B,x,1,2011-01-01 10:00,3.00,7,UK",
      "2,A,x,2,2011-01-02 10:00,1.00,7,UK",
      "2,B,x,1,2011-01-02 10:00,3.00,7,UK",
      "3,A,x,9,2011-01-02 10:00,1.00,8,UK",
      "4,A,x,9,2011-01-09 10:00,1.00,7,UK",
      "C5,A,x,-3,2011-01-03 10:00,1.00,7,UK",
    );
    expect(takenBack(history)).toEqual([
      { kind: "refund", orderKey: "2", refundKey: "C5/2", amountMinor: 200 },
      { kind: "refund", orderKey: "1", refundKey: "C5/1", amountMinor: 100 },
    ]);
    expect(history.counts).toMatchObject({ refunds: 2, cancellations: 0, refundedMinor: 300 });
    expect(history.counts.unmatchedCancellations).toBe(0);
  });

  it("cancels an order of which nothing remains, with the rest of its money", async () => {
    const history = await read(
      "1,A,x,3,2011-01-01 10:00,1.005,7,UK",
      "1,B,x,1,2011-01-01 10:00,3.00,7,UK",
      "C2,A,x,-1,2011-01-02 10:00,1.005,7,UK",
      "C3,A,x,-2,2011-01-03 10:00,1.005,7,UK",
      "C3,B,x,-1,2011-01-03 10:00,3.00,7,UK",
    );
    expect(history.counts.totalMinor).toBe(602);
    expect(takenBack(history)).toEqual([
      { kind: "refund", orderKey: "1", refundKey: "C2/1", amountMinor: 101 },
      { kind: "cancel", orderKey: "1", refundMinor: 501 },
    ]);
  });

  it("takes lines of its own price first, and gives no more than the pieces cost", async () => {
    const history = await read(
      "1,A,x,1,2011-01-01 10:00,5.00,7,UK",
      "1,A,x,1,2011-01-01 10:00,4.00,7,UK",
      "1,B,x,1,2011-01-01 10:00,1.00,7,UK",
      "C2,A,x,-1,2011-01-02 10:00,4.00,7,UK",
      "C3,A,x,-1,2011-01-03 10:00,6.00,7,UK",
    );
    expect(takenBack(history)).toMatchObject([{ amountMinor: 400 }, { amountMinor: 500 }]);
    expect(history.unmatched).toEqual([
      { line: 6, key: "C3", reason: "100 minor units for A: more money back than the pieces cost" },
    ]);
  });

  it("is told as unmatched where no earlier order has the pieces", async () => {
    const history = await read(
      "C0,A,x,-1,2010-12-31 10:00,1.00,7,UK",
      "1,A,x,2,2011-01-01 10:00,1.00,7,UK",
      "C2,A,x,-3,2011-01-02 10:00,1.00,7,UK",
      "C3,D,Discount,-1,2011-01-02 10:00,9.00,7,UK",
      "C4,A,x,-1,2011-01-02 10:00,1.00,9,UK",
    );
    expect(takenBack(history)).toEqual([{ kind: "cancel", orderKey: "1", refundMinor: 200 }]);
    expect(history.unmatched.map(({ line, reason }) => [line, reason])).toEqual([
      [2, "1 of 1 pieces of A: no earlier order has the pieces"],
      [4, "1 of 3 pieces of A: no earlier order has the pieces"],
      [5, "1 of 1 pieces of D: no earlier order has the pieces"],
      [6, "1 of 1 pieces of A: the customer has no order"],
    ]);
    expect(history.unmatchedReasons).toEqual([
      { reason: "no earlier order has the pieces", rows: 3 },
      { reason: "the customer has no order", rows: 1 },
    ]);
    expect(history.customers.map(({ key }) => key)).toEqual(["7"]);
  });
});

const row = fc
  .record({
    invoice: fc.constantFrom("1", "2", "3", "C4", "C5", "C6"),
    sku: fc.constantFrom("A", "B", "POST"),
    pieces: fc.integer({ min: 1, max: 5 }),
    minute: fc.integer({ min: 10, max: 59 }),
    price: fc.constantFrom("0.001", "1.005", "2.5", "2.50", "7"),
  })
  .map(({ invoice, sku, pieces, minute, price }) => {
    const quantity = invoice.startsWith("C") ? -pieces : pieces;
    const customer = Number(invoice.replace("C", "")) % 2;
    return `${invoice},${sku},x,${quantity},2011-01-01 10:${minute},${price},${customer},UK`;
  });

describe("any file of invoice lines", () => {
  it("never gives back more of an order than its total, and never before it was placed", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 30 }), async (rows) => {
        const history = await read(...rows);
        const left = new Map<string, number>();
        let last = -Infinity;
        for (const happening of history.happenings) {
          expect(happening.at).toBeGreaterThanOrEqual(last);
          last = happening.at;
          if (happening.kind === "order") left.set(happening.order.key, happening.order.totalMinor);
          else {
            const { orderKey } = happening;
            const given =
              happening.kind === "refund" ? happening.amountMinor : happening.refundMinor;
            const rest = (left.get(orderKey) ?? Number.NaN) - given;
            expect(rest).toBeGreaterThanOrEqual(0);
            left.set(orderKey, rest);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it("tells the same history in whatever order its lines stand", async () => {
    const shuffled = fc
      .array(row, { minLength: 1, maxLength: 20 })
      .chain((rows) =>
        fc.tuple(
          fc.constant(rows),
          fc.shuffledSubarray(rows, { minLength: rows.length, maxLength: rows.length }),
        ),
      );
    await fc.assert(
      fc.asyncProperty(shuffled, async ([rows, permuted]) => {
        const [one, other] = await Promise.all([read(...rows), read(...permuted)]);
        expect(other.happenings).toEqual(one.happenings);
        expect(other.customers).toEqual(one.customers);
        expect(other.counts).toEqual(one.counts);
      }),
      { numRuns: 60 },
    );
  });
});
