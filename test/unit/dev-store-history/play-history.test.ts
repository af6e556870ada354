import { describe, expect, it } from "vitest";

import { drainWebhooks } from "../../../dev-store/history/drain-webhooks.ts";
import { loadHistory } from "../../../dev-store/history/load-history.ts";
import { playHistory } from "../../../dev-store/history/play-history.ts";
import { readHistory } from "../../../dev-store/history/read-history.ts";
import { splitHistory } from "../../../dev-store/history/split-history.ts";
import { openShop } from "./open-shop.ts";
import { writeFile } from "./write-file.ts";

const FILE = [
  "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
  "1,A,Mug,2,2011-01-01 10:00,5.00,7,UK",
  "2,A,Mug,1,2011-01-02 10:00,5.00,8,UK",
  "3,B,Tea,1,2011-01-03 10:00,2.00,,UK",
  "C4,A,Mug,-1,2011-01-04 10:00,5.00,7,UK",
  "C5,A,Mug,-1,2011-01-05 10:00,5.00,8,UK",
  "6,C,,3,2011-01-06 10:00,0.50,9,UK",
];

const START = Date.UTC(2011, 0, 1);
const day = (number: number): number => Date.UTC(2011, 0, number, 10);
const quiet = { counts: () => ({ ready: 0, taken: 0, waiting: 0 }) };

describe("a history in a shop", () => {
  it("is loaded in silence up to its half, and lived through with webhooks from there", async () => {
    const { happenings } = await readHistory(writeFile(FILE));
    const { backfill, live } = splitHistory(happenings);
    const { shop, clock, told } = openShop(START);

    const ids = await loadHistory({ shop, happenings: backfill });
    expect(told).toEqual([]);
    expect(clock.now()).toBe(START);
    expect(shop.counts()).toEqual({ customers: 2, products: 2, orders: 3 });

    const played = await playHistory({ clock, webhooks: quiet, shop, happenings: live, ids });
    expect(played).toBe(3);
    expect(clock.now()).toBe(day(6));
    expect(shop.counts()).toEqual({ customers: 3, products: 3, orders: 4 });
    expect(new Set(told.map(({ at }) => at))).toEqual(new Set([day(4), day(5), day(6)]));
    expect(told.every(({ at, clockAt }) => at <= clockAt)).toBe(true);
    const topics = told.map(({ topic }) => topic);
    expect(topics).toContain("refunds/create");
    expect(topics.indexOf("customers/create")).toBeLessThan(topics.indexOf("orders/create"));
    expect(topics.indexOf("products/create")).toBeLessThan(topics.indexOf("orders/create"));
    expect(topics.filter((topic) => topic === "orders/cancelled")).toHaveLength(1);
  });

  it("leaves every order with the money and the time that the file tells", async () => {
    const { happenings } = await readHistory(writeFile(FILE));
    const { shop } = openShop(START);
    const ids = await loadHistory({ shop, happenings });
    const orders = [...ids.orders].map(([key, id]) => {
      const order = shop.order(id);
      return [key, order?.createdAt, order?.totalMinor, order?.refundedMinor, order?.cancelledAt];
    });
    expect(orders).toEqual([
      ["1", day(1), 1000, 500, null],
      ["2", day(2), 500, 500, day(5)],
      ["3", day(3), 200, 0, null],
      ["6", day(6), 150, 0, null],
    ]);
    expect(shop.order(ids.orders.get("3") ?? "")?.customerId).toBeNull();
    expect(shop.customer(ids.customers.get("9") ?? "")?.createdAt).toBe(day(6));
    expect([...shop.products()].map(({ title }) => title).sort()).toEqual(["C", "Mug", "Tea"]);
  });

  it("waits for webhooks that are on their way, and never sets the clock back", async () => {
    const { happenings } = await readHistory(writeFile(FILE));
    const { shop, clock } = openShop(day(4));
    let ready = 0;
    const webhooks = {
      counts: () => ({ ready: (ready = Math.max(0, ready - 1)), taken: 0, waiting: 0 }),
    };
    const seen: number[] = [];
    const played = await playHistory({
      ...{ clock, webhooks, shop, happenings, batchSize: 2, maxPending: 1 },
      ids: { customers: new Map(), orders: new Map(), products: new Map() },
      onProgress: ({ done }) => {
        seen.push(done, clock.now());
        ready = 3;
      },
    });
    expect(played).toBe(6);
    expect(ready).toBe(0);
    expect(seen).toEqual([2, day(4), 4, day(4), 6, day(6)]);
  });

  it("stops between two batches when it is told to", async () => {
    const { happenings } = await readHistory(writeFile(FILE));
    const { shop, clock } = openShop(START);
    const stop = new AbortController();
    const played = await playHistory({
      ...{ clock, webhooks: quiet, shop, happenings, batchSize: 2, signal: stop.signal },
      ids: { customers: new Map(), orders: new Map(), products: new Map() },
      onProgress: () => stop.abort(),
    });
    expect(played).toBe(2);
  });
});

describe("webhooks at the end of a history", () => {
  it("are waited for without moving the clock, unless some failed", async () => {
    const { clock } = openShop(START);
    let ready = 2;
    await drainWebhooks({
      clock,
      webhooks: { counts: () => ({ ready: (ready -= 1), taken: 0, waiting: 0 }) },
    });
    expect(clock.now()).toBe(START);
    await drainWebhooks({
      clock,
      webhooks: {
        counts: () => ({ ready: 0, taken: 0, waiting: clock.now() < START + 60_000 ? 1 : 0 }),
      },
    });
    expect(clock.now()).toBe(START + 60_000);
  });
});
