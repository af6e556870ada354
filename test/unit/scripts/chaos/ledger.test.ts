import { expect, test } from "vitest";
import { compareCounts } from "../../../../scripts/chaos/invariants/compare-counts.ts";
import {
  countFacts,
  countWithdrawals,
  createLedger,
  keptOf,
  NOBODY,
  timesWithdrawn,
} from "../../../../scripts/chaos/traffic/ledger.ts";

const AT = Date.parse("2026-11-26T10:00:00Z");
const look = (thing: string, at = AT) => ({ kind: "product_viewed" as const, thing, at });

test("what one browser sees of a thing in the same ten seconds is one fact; another browser's is another", () => {
  const ledger = createLedger();
  const who = (client: string) => ({ identity: "customer:1", client, customer: "1" });
  ledger.noteLook(0, who("a"), look("7"));
  ledger.noteLook(0, who("a"), look("7", AT + 9999));
  ledger.noteLook(0, who("a"), look("7", AT + 10_000));
  ledger.noteLook(0, who("a"), look("8"));
  ledger.noteLook(0, who("b"), look("7"));
  ledger.noteLook(1, who("a"), look("7"));
  expect(countFacts(ledger.of(0))).toEqual(new Map([["customer:1 product_viewed", 4]]));
  expect(countFacts(ledger.of(1))).toEqual(new Map([["customer:1 product_viewed", 1]]));
});

test("a merged customer's facts and tags are the kept one's, over several merges", () => {
  const ledger = createLedger();
  ledger.noteTags(0, "1", ["a"]);
  ledger.noteTags(0, "2", ["b"]);
  ledger.noteLook(0, { identity: "customer:1", client: "x", customer: "1" }, look("7"));
  ledger.noteLook(0, { identity: "customer:2", client: "y", customer: "2" }, look("7"));
  ledger.noteMerge(0, "2", "1");
  ledger.noteMerge(0, "3", "2");
  const book = ledger.of(0);
  expect(keptOf(book, "1")).toBe("3");
  expect(countFacts(book)).toEqual(new Map([["customer:3 product_viewed", 2]]));
  expect([...(book.tags.get("3") ?? [])].toSorted()).toEqual(["a", "b"]);
  expect(book.tags.has("2")).toBe(false);
});

test("who takes their consent back takes with them what their browser told, in this shop alone", () => {
  const ledger = createLedger();
  const ofBrowser = { client: "x", customer: null };
  for (const shop of [0, 1]) {
    ledger.noteLook(shop, { identity: "client:x", ...ofBrowser }, look("7"));
    ledger.noteLook(shop, { identity: "customer:1", client: "x", customer: "1" }, look("8"));
    ledger.noteLook(shop, { identity: "customer:1", client: "y", customer: "1" }, look("8"));
    ledger.noteSent(shop, "proxy", "batch", ofBrowser);
    ledger.noteSent(shop, "api", "message", NOBODY);
  }
  ledger.noteWithdrawal(0, "laptop", "x");
  const book = ledger.of(0);
  expect(countFacts(book)).toEqual(new Map([["customer:1 product_viewed", 1]]));
  expect([book.sent.proxy.size, book.sent.api.size]).toEqual([0, 1]);
  expect([...book.erased]).toEqual(["x"]);
  expect([timesWithdrawn(book, "laptop"), countWithdrawals(book)]).toEqual([1, 1]);
  expect([countFacts(ledger.of(1)).size, ledger.of(1).sent.proxy.size]).toEqual([2, 1]);
});

test("who is erased takes with them their browsers, their orders and who was merged into them, and nobody else", () => {
  const ledger = createLedger();
  for (const [client, customer] of [
    ["x", "1"],
    ["y", "2"],
    ["z", "3"],
  ] as const) {
    ledger.noteLook(0, { identity: `customer:${customer}`, client, customer }, look("7"));
    ledger.noteSent(0, "pixel", `batch of ${client}`, { client, customer });
    ledger.noteOrder(0, { id: `order of ${customer}`, customerId: customer });
    const refund = { identity: `order:${customer}`, signal: "order_refunded" };
    ledger.noteFact(0, { key: `refund of ${customer}`, ...refund, client: null, customer });
  }
  ledger.noteMerge(0, "2", "1");
  expect(ledger.noteErasure(0, "2")).toEqual(["2", "1", "order of 1", "order of 2"]);
  const book = ledger.of(0);
  expect([...countFacts(book).keys()]).toEqual([
    "customer:3 product_viewed",
    "order:3 order_refunded",
  ]);
  expect([...book.sent.pixel.keys()]).toEqual(["batch of z"]);
  expect([...book.orders.keys()]).toEqual(["order of 3"]);
  expect([...book.erased].toSorted()).toEqual(["1", "2", "order of 1", "order of 2", "x", "y"]);
});

test("what is missing, too often or of nobody is told; what is equal is not", () => {
  const counts = new Map([
    ["lost", 2],
    ["twice", 1],
    ["right", 3],
  ]);
  const found = new Map([
    ["twice", 2],
    ["right", 3],
    ["strange", 1],
  ]);
  expect(compareCounts("facts", counts, counts)).toEqual([]);
  expect(compareCounts("facts", counts, found)).toEqual([
    "facts: lost is there 0 times, not 2",
    "facts: twice is there 2 times, not 1",
    "facts: strange is there 1 times, not 0",
  ]);
});

test("of many differences the first are told, and how many more there are", () => {
  const wanted = new Map(Array.from({ length: 12 }, (_, index) => [`${index}`, 1]));
  const told = compareCounts("facts", wanted, new Map());
  expect(told).toHaveLength(6);
  expect(told.at(-1)).toContain("7 more");
});
