import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { SIGNALS } from "../../../../app/pipeline/shared/signals.ts";
import { PAGE_AREAS } from "../../../../app/pipeline/predict/visitors/page-area.ts";
import { COLUMN_NAMES } from "../../../../scripts/evaluate/events/event-header.ts";
import { readEvents } from "../../../../scripts/evaluate/events/read-events.ts";
import type { EventFile } from "../../../../scripts/evaluate/events/read-events.ts";

const folder = mkdtempSync(join(tmpdir(), "kindling-events-"));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function read(text: string | Buffer): Promise<EventFile> {
  const file = join(folder, `log-${(files += 1)}.csv`);
  writeFileSync(file, text);
  return readEvents(file);
}

const signalsOf = ({ columns }: EventFile) =>
  [...columns.signal].map((place) => SIGNALS[place] ?? "none");

test("a log in our own words is read as it stands", async () => {
  const log = await read(
    [
      "visitor,time,kind,path,product,order",
      "a,2026-03-02T09:00:00Z,page_viewed,/,,",
      "a,2026-03-02T09:00:05.250Z,product_viewed,/products/cup,cup,",
      'b,2026-03-02T09:01:00Z,collection_viewed,"/collections/mugs, cups",,',
      "a,2026-03-02T09:09:00Z,order_placed,,cup,1001",
    ].join("\n"),
  );
  expect(signalsOf(log)).toEqual([
    "page_viewed",
    "product_viewed",
    "collection_viewed",
    "order_placed",
  ]);
  const { columns } = log;
  expect([...columns.visitor]).toEqual([0, 0, 1, 0]);
  expect(columns.at[1]).toBe(Date.UTC(2026, 2, 2, 9, 0, 5, 250));
  expect([...columns.product]).toEqual([-1, 0, -1, 0]);
  expect([...columns.order]).toEqual([-1, -1, -1, 0]);
  expect([...columns.area].slice(0, 3).map((place) => PAGE_AREAS[place])).toEqual([
    "home",
    "product",
    "collection",
  ]);
  expect(log).toMatchObject({ rows: 4, unreadableRows: 0, unknownKinds: [], ignoredKinds: [] });
});

test.each([
  [
    "timestamp,visitorid,event,itemid,transactionid",
    ["1433221332117,257597,view,355908,", "1433221400000,257597,transaction,355908,4000"],
  ],
  [
    "event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session",
    [
      "2015-06-02 05:02:12 UTC,view,355908,1,,acme,1.50,257597,s1",
      "2015-06-02 05:03:20 UTC,purchase,355908,1,,acme,1.50,257597,s1",
    ],
  ],
  ["Client ID,TimeStamp,Action,Item", ["x,1433221332,VIEW,9", "x,1433221400,buy,9"]],
])("a log with the header %s is told by it", async (header, rows) => {
  const log = await read(gzipSync([header, ...rows].join("\r\n")));
  expect(signalsOf(log)).toEqual(["product_viewed", "order_placed"]);
  expect(Math.floor((log.columns.at[0] ?? 0) / 1000)).toBe(1433221332);
  expect([...log.columns.visitor]).toEqual([0, 0]);
  expect([...log.columns.product]).toEqual([0, 0]);
});

test.each([
  ["addtocart", "product_added_to_cart"],
  ["Add To Cart", "product_added_to_cart"],
  ["cart", "product_added_to_cart"],
  ["Product Added", "product_added_to_cart"],
  ["remove_from_cart", "product_removed_from_cart"],
  ["view_cart", "cart_viewed"],
  ["begin_checkout", "checkout_started"],
  ["checkout_completed", "order_placed"],
  ["Order Completed", "order_placed"],
  ["search", "search_submitted"],
  ["fav", "wishlist_added"],
  ["pv", "page_viewed"],
])("%s is %s", async (word, signal) => {
  expect(signalsOf(await read(`visitor,time,kind\na,2026-03-02,${word}`))).toEqual([signal]);
});

test("a view of no product is a view of a page", async () => {
  const log = await read("visitor,time,event,item\na,1433221332,view,\na,1433221333,view,7");
  expect(signalsOf(log)).toEqual(["page_viewed", "product_viewed"]);
});

test("a visitor without the best of ids goes by the next", async () => {
  const log = await read(
    "user_id,session_id,time,kind\n7,1,2026-03-02,page\n,7,2026-03-02,page\n,7,2026-03-03,page",
  );
  expect([...log.columns.visitor]).toEqual([0, 1, 1]);
});

test("a log that names no products has them in its paths", async () => {
  const rows = ["/products/cup", "/collections/new/products/cup", "/cart", "/products"];
  const text = rows.map((path) => `a,2026-03-02,page_viewed,${path}`).join("\n");
  expect([...(await read(`visitor,time,kind,path\n${text}`)).columns.product]).toEqual([
    0, 0, -1, -1,
  ]);
});

test("a bad row costs one row, and is named", async () => {
  const log = await read(
    [
      "visitor,time,kind,path",
      "a,2026-03-02,page_viewed,/",
      ",2026-03-02,page_viewed,/",
      "null,2026-03-02,page_viewed,/",
      "a,yesterday,page_viewed,/",
      "a,2026-03-02,,/",
      "a,2026-03-02,page_viewed",
      'a,2026-03-02,page_viewed,"/',
      "a,2026-03-02,page_viewed,/",
    ].join("\n"),
  );
  expect(log.columns.at).toHaveLength(2);
  expect(log).toMatchObject({ rows: 8, unreadableRows: 6 });
  expect(log.unreadable.map(({ line }) => line)).toEqual([3, 4, 5, 6, 7, 8]);
  expect(log.unreadable[2]?.reason).toContain("time");
});

test("unknown kinds are named and count as views of a page, what no visitor does counts for nothing", async () => {
  const log = await read(
    [
      "visitor,time,kind",
      ...["hovered", "hovered", "zoomed", "order_fulfilled", "email_opened", "page_viewed"].map(
        (kind) => `a,2026-03-02,${kind}`,
      ),
    ].join("\n"),
  );
  expect(log.unknownKinds).toEqual([
    { reason: "hovered", rows: 2 },
    { reason: "zoomed", rows: 1 },
  ]);
  expect(log.ignoredKinds).toEqual([
    { reason: "order_fulfilled", rows: 1 },
    { reason: "email_opened", rows: 1 },
  ]);
  expect(signalsOf(log)).toEqual(Array(4).fill("page_viewed"));
});

test("a file without a column that is needed is refused, with the names it may have", async () => {
  await expect(read("visitor,kind\na,view")).rejects.toThrow(/lacks:\n {2}time: time, timestamp/);
  await expect(read("")).rejects.toThrow("empty");
});

test("the document names every column that is read", () => {
  const document = readFileSync("docs/predictions.md", "utf8");
  for (const names of Object.values(COLUMN_NAMES))
    for (const name of names) expect(document).toMatch(new RegExp(`(\`| )${name}(\`| )`));
});
