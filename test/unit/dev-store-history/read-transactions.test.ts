import { describe, expect, it } from "vitest";

import { readHistory } from "../../../dev-store/history/read-history.ts";
import { writeFile } from "./write-file.ts";

const FILE = [
  "customer_id,date,cds,value",
  "7,1997-01-02,1,11.77",
  "4,1997-01-01,2,29.335",
  "7,1997-01-02,1,0.00",
  ",1997-01-03,1,5",
];

describe("a file of transactions", () => {
  it("gives one order a row, in time order, those of value zero too", async () => {
    const history = await readHistory(writeFile(FILE));
    expect(history.format).toBe("transactions");
    expect(history.customers).toEqual([
      { key: "4", firstSeenAt: Date.UTC(1997, 0, 1) },
      { key: "7", firstSeenAt: Date.UTC(1997, 0, 2) },
    ]);
    expect(
      history.happenings.map(
        (h) => h.kind === "order" && [h.order.customerKey, h.order.totalMinor],
      ),
    ).toEqual([
      ["4", 2934],
      ["7", 1177],
      ["7", 0],
      [null, 500],
    ]);
    expect(history.counts).toMatchObject({ rows: 4, orders: 3, guestOrders: 1, customers: 2 });
  });

  it("is read the same when gzipped, with Windows line ends, a byte order mark or blank lines", async () => {
    const { happenings } = await readHistory(writeFile(FILE));
    const [header = "", ...rows] = FILE;
    const variants = [
      writeFile(FILE, { gzip: true }),
      writeFile(FILE, { end: "\r\n" }),
      writeFile([`\uFEFF${header}`, ...rows, ""]),
      writeFile([header.replace("customer_id", " Customer ID "), ...rows]),
    ];
    for (const file of variants) expect((await readHistory(file)).happenings).toEqual(happenings);
    const spread = await readHistory(writeFile(["", header, "", ...rows]));
    expect(spread.counts).toMatchObject({ rows: 4, unreadable: 0 });
  });

  it("takes an order for worth nothing when there is no column of value", async () => {
    const history = await readHistory(writeFile(["date,customer_id", "1997-01-01T10:30:00Z,a"]));
    expect(history.happenings).toEqual([
      {
        kind: "order",
        at: Date.UTC(1997, 0, 1, 10, 30),
        order: {
          key: "2",
          customerKey: "a",
          totalMinor: 0,
          lines: [{ sku: "", title: "", quantity: 1, priceMinor: 0 }],
        },
      },
    ]);
  });

  it("names each row that cannot be read and goes on after it", async () => {
    const history = await readHistory(
      writeFile([
        "customer_id,date,value",
        "1,1997-02-30,5",
        "1,02/03/1997,5",
        "1,1997-02-03,five",
        "1,1997-02-03",
        '1,"1997-02-03,5',
        "1,1997-02-03,",
        "1,1997-02-03,99999999999999999999",
        "1,1997-02-03,-5",
        '"1","1997-02-04","5"',
      ]),
    );
    expect(history.unreadable).toEqual([
      { line: 2, reason: 'date is no date: "1997-02-30"' },
      { line: 3, reason: 'date is no date: "02/03/1997"' },
      { line: 4, reason: 'value is no number: "five"' },
      { line: 5, reason: "3 columns expected, 2 found" },
      { line: 6, reason: "a quote is opened and not closed" },
      { line: 7, reason: 'value is no number: ""' },
      { line: 8, reason: "9999999999999999999900 minor units are too many to count" },
    ]);
    expect(history.skipped).toEqual([{ reason: "value below zero", rows: 1 }]);
    expect(history.counts).toMatchObject({ rows: 9, orders: 1, unreadable: 7, notASale: 1 });
  });

  it("keeps currencies of no and of three decimals in their own minor units", async () => {
    const file = writeFile(["customer_id,date,value", "1,1997-01-01,1234.5675"]);
    const totals = [0, 2, 3].map(async (currencyDigits) => {
      const [first] = (await readHistory(file, { currencyDigits })).happenings;
      return first?.kind === "order" ? first.order.totalMinor : null;
    });
    expect(await Promise.all(totals)).toEqual([1235, 123457, 1234568]);
  });
});

describe("a file of no known format", () => {
  it("is refused with the three headers that are known", async () => {
    const refused = readHistory(writeFile(["order,when", "1,2"]));
    await expect(refused).rejects.toThrow(/"order,when"/);
    await expect(refused).rejects.toThrow(/customer_id,date/);
    await expect(refused).rejects.toThrow(/InvoiceNo,StockCode/);
    await expect(refused).rejects.toThrow(/Name,Email,Financial Status/);
  });

  it("is refused when it is empty, and when its compression breaks off", async () => {
    await expect(readHistory(writeFile([]))).rejects.toThrow(/is empty/);
    const whole = writeFile(FILE, { gzip: true });
    const { readFileSync, writeFileSync } = await import("node:fs");
    writeFileSync(whole, readFileSync(whole).subarray(0, 40));
    await expect(readHistory(whole)).rejects.toThrow(/unexpected end of file/);
  });
});
