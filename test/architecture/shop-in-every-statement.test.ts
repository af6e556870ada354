import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readSql, type FoundSql } from "../support/read-sql.ts";
import { listSources, ROOT } from "../support/source-files.ts";
import { STATEMENTS_WITHOUT_SHOP } from "./shop-in-every-statement.ts";

/** Distributed by shop_id; "shop" itself is a reference table, which every node has (docs/operations.md). */
const TABLES = [
  ...readFileSync(join(ROOT, "prisma/schema.prisma"), "utf8").matchAll(/@@map\("(\w+)"\)/g),
].flatMap(([, table = ""]) => (table === "shop" ? [] : [table]));

const REFERENCE = new RegExp(
  `\\b(?:FROM|JOIN|INTO|UPDATE|USING)\\s+(?:${TABLES.join("|")})\\b`,
  "g",
);
/** What ties a table's rows to one shop: a parameter, another table's shop, or the list of columns that are written. */
const TIE = /\bshop_id\s*=\s*(?:\$|ANY|\w+\.shop_id)|USING \(shop_id\b|\w+ \(shop_id\b/g;
/** What says which shop it is. */
const NAMED =
  /\bshop_id\s*=\s*(?:\$|ANY)|\(shop_id\b[^)]*\)\s*(?:VALUES \(|SELECT (?:DISTINCT (?:ON \([^)]*\) )?)?)\$1\b/;

const isScoped = ({ text }: FoundSql): boolean =>
  NAMED.test(text) && (text.match(TIE) ?? []).length >= (text.match(REFERENCE) ?? []).length;

const statements = listSources("app")
  .flatMap(readSql)
  .filter(({ text }) => text.match(REFERENCE) !== null);

test("every statement names one shop, and ties every table that it names to it", () => {
  expect(statements.length).toBeGreaterThan(300);
  const loose = statements.filter(
    (found) => !isScoped(found) && !(found.place in STATEMENTS_WITHOUT_SHOP),
  );
  expect(loose, "write shop_id = $n, or say in shop-in-every-statement.ts why not").toEqual([]);
});

test("every exception is one still", () => {
  const loose = new Set(statements.filter((found) => !isScoped(found)).map(({ place }) => place));
  const listed = Object.keys(STATEMENTS_WITHOUT_SHOP);
  expect(listed.filter((place) => !loose.has(place))).toEqual([]);
});

test("a table that is not tied to the shop is seen", () => {
  const judge = (text: string) => isScoped({ place: "here", text });
  expect(judge("SELECT FROM fact WHERE shop_id = $1")).toBe(true);
  expect(
    judge("SELECT FROM fact JOIN identity USING (shop_id, identity_id) WHERE shop_id = $1"),
  ).toBe(true);
  expect(
    judge("INSERT INTO fact (shop_id, key) SELECT $1, key FROM unnest($2::text[]) AS key"),
  ).toBe(true);
  expect(judge("SELECT FROM fact WHERE key = $1")).toBe(false);
  expect(judge("SELECT FROM fact JOIN identity USING (identity_id) WHERE fact.shop_id = $1")).toBe(
    false,
  );
  expect(judge("DELETE FROM fact USING identity WHERE fact.shop_id = $1")).toBe(false);
  expect(judge("SELECT FROM fact JOIN identity USING (shop_id) WHERE key = $1")).toBe(false);
});
