import { expect, test } from "vitest";
import { checkReads, checkRows } from "../../../../scripts/chaos/invariants/check-isolation.ts";

const OWNERS = new Map([
  ["7000000000001", 0],
  ["one.myshopify.com", 0],
  ["7000000000002", 1],
  ["two.myshopify.com", 1],
]);
const read = (reads: number, ...names: string[]) =>
  checkReads(
    0,
    { domain: "one.myshopify.com", sightings: { reads, names: new Set(names) } },
    OWNERS,
  );

test("a merchant may read what is of their own shop, and what is nobody's", () => {
  expect(read(5, "7000000000001", "one.myshopify.com", "1764000000000")).toEqual([]);
});

test("who was told of another shop's id or name is told of", () => {
  const names = ["7000000000001", "7000000000002", "two.myshopify.com"];
  expect(read(5, ...names)).toEqual([
    "one.myshopify.com: the merchant was told of 7000000000002, which is another shop's",
    "one.myshopify.com: the merchant was told of two.myshopify.com, which is another shop's",
  ]);
});

test("who never read, or read nothing of their own, has shown nothing", () => {
  const nothing = expect.stringContaining("nothing of the shop was seen");
  expect(read(0)).toEqual([nothing]);
  expect(read(0, "7000000000001")).toEqual([nothing]);
  expect(read(5, "one.myshopify.com", "1764000000000")).toEqual([nothing]);
});

test("a row that names another shop's id is told of, whatever its table", () => {
  const shops = [
    { shopId: 11, domain: "one.myshopify.com" },
    { shopId: 12, domain: "two.myshopify.com" },
  ];
  const row = (shopId: number | null, name: string) => ({ table: "public.fact", shopId, name });
  const right = [row(11, "7000000000001"), row(12, "7000000000002"), row(11, "1764000000000")];
  expect(checkRows([...right, row(null, "7000000000002")], shops, OWNERS)).toEqual([]);
  expect(checkRows([...right, row(11, "7000000000002")], shops, OWNERS)).toEqual([
    "public.fact: a row of shop 11 names 7000000000002, which is two.myshopify.com's",
  ]);
});
