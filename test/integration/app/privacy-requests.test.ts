import { createHash, randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { beforeEach, expect, test } from "vitest";
import { getShop, markAuthorized, markUninstalled } from "../../../app/db/shop.ts";
import { personPage } from "../../../app/queries/person-page.ts";
import { readPersonFile } from "../../../app/queries/read-person-file.ts";
import { readPersonMessages } from "../../../app/queries/read-person-messages.ts";
import {
  readNamedPerson,
  readPrivacyRequests,
} from "../../../app/queries/read-privacy-requests.ts";
import { advanceDeletion } from "../../../app/services/advance-deletion.ts";
import { answerDataRequest } from "../../../app/services/answer-data-request.ts";
import { applyRetention } from "../../../app/services/apply-retention.ts";
import type { Enqueue } from "../../../app/services/enqueue.ts";
import { eraseCustomerNow } from "../../../app/services/erase-customer.ts";
import { handlePrivacyRequest } from "../../../app/services/handle-privacy-request.ts";
import { orderDeletion } from "../../../app/services/order-deletion.ts";
import { redact } from "../../../app/services/redact.ts";
import { deliver } from "../../support/deliver.ts";
import { ingestAll, scoreAll } from "../../support/app-direct.ts";
import { findTraces, readShopRows } from "../../support/app-rows.ts";
import { DAY_MS, HOUR_MS, NOW, order, useShop } from "../../support/app-shop.ts";

const shop = useShop();
const ADA = "7317230469126";
const BEA = "7317230469127";
let jobs: ({ shopId: number; requestKey: string } | { shopId: number; erasureKey: string })[] = [];
let domain = "";

const enqueue: Enqueue = (_db, { payload }) => {
  if ("requestKey" in payload || "erasureKey" in payload) jobs.push(payload);
  return Promise.resolve();
};

beforeEach(async () => {
  jobs = [];
  ({ domain } = await getShop(shop.pool, shop.shopId));
  for (const [id, customer] of [ADA, BEA].entries())
    await shop.tell("orders/create", NOW - HOUR_MS, order(9000 + id, Number(customer), NOW));
  await ingestAll(shop.work(NOW));
  await scoreAll(shop.work(NOW));
});

const ask = async (topic: string, body: object, webhookId: string = randomUUID()) => {
  const text = JSON.stringify({ shop_id: 1, shop_domain: domain, ...body });
  const { pool } = shop;
  return handlePrivacyRequest({ pool, enqueue, domain, topic, webhookId, body: text, now: NOW });
};
const about = (id: string) => ({ customer: { id: Number(id), email: "ada@example.com" } });
const work = async (deleteSessions: () => Promise<void> = () => Promise.resolve()) => {
  const [job] = jobs.splice(0, 1);
  if (job === undefined) throw new Error("nothing is in the queue");
  return redact({ pool: shop.pool, deleteSessions, now: NOW + 1000, ...job });
};
const requests = () => readPrivacyRequests({ shopId: shop.shopId }, shop.pool);
const traces = (id: string) => findTraces(shop.pool, shop.shopId, id);

test("of a browser that two people used, a person reads what they did themselves", async () => {
  const clientId = randomUUID();
  const browse = (customerId: string | null, path: string) => {
    const sentAt = new Date(NOW).toISOString();
    const events = [{ kind: "page_viewed", occurredAt: sentAt, path }];
    const consent = { analytics: true, marketing: false };
    const body = JSON.stringify({ clientId, consent, sentAt, events });
    return deliver(shop.pool, domain, {
      delivery: { kind: "browse", customerId, body, at: NOW },
    });
  };
  await browse(ADA, "/as-ada");
  await browse(null, "/as-nobody");
  await browse(BEA, "/as-bea");
  await ingestAll(shop.work(NOW));
  const pathsOf = async (customerId: string): Promise<string[]> => {
    const of = { shopId: shop.shopId, named: { customerId, orderIds: [] } };
    const pages = Readable.from(readPersonMessages(of, shop.pool));
    return [...JSON.stringify(await pages.toArray()).matchAll(/"path":"([^"]+)"/g)].map(
      ([, path]) => path ?? "",
    );
  };
  expect(await pathsOf(ADA)).toEqual(["/as-ada", "/as-nobody"]);
  expect(await pathsOf(BEA)).toEqual(["/as-bea"]);
});

test("an erasure leaves a receipt with the rows by table, which names nobody and is there once", async () => {
  const before = (await readShopRows(shop.pool, shop.shopId)).length;
  const key = randomUUID();
  expect(await ask("customers/redact", about(ADA), key)).toEqual({ outcome: "queued" });
  expect(await ask("customers/redact", about(ADA), key)).toEqual({ outcome: "known" });
  expect(jobs).toHaveLength(1);
  expect(JSON.stringify(jobs)).not.toContain(ADA);
  expect((await requests()).open).toMatchObject([{ requestKey: key, customerId: null }]);
  const again = [...jobs];

  expect(await work()).toBe("erased");
  expect(await traces(ADA)).toEqual([]);
  expect(await traces("ada@example.com")).toEqual([]);
  const { open, receipts } = await requests();
  expect(open).toEqual([]);
  expect(receipts).toMatchObject([{ requestKey: key, outcome: "erased", doneAt: NOW + 1000 }]);
  const left = await readShopRows(shop.pool, shop.shopId);
  // The receipt is new, as is that this customer and their order were erased, and so may be what tells open pages of it.
  expect(left.filter(({ table }) => table === "erased_digest")).toHaveLength(2);
  const isNew = ["privacy_request", "erased_digest", "shop_change"];
  const kept = left.filter(({ table }) => !isNew.includes(table));
  const told = left.filter(({ table }) => table === "shop_change").length;
  const gone = receipts[0]?.groups.reduce((sum, { rows }) => sum + rows, 0) ?? 0;
  expect(gone).toBeGreaterThan(5);
  expect([before - gone - told, before - gone - told + 1]).toContain(kept.length);

  jobs = again;
  expect(await work()).toBe("done-already");
  expect(await ask("customers/redact", about(ADA), key)).toEqual({ outcome: "known" });
  expect((await requests()).receipts).toEqual(receipts);
});

test("an erasure that dies half way has done nothing, and the next run does all of it", async () => {
  await markUninstalled(shop.pool, shop.shopId, NOW);
  await ask("customers/data_request", about(BEA));
  await ask("shop/redact", {});
  const [job] = jobs;
  const before = await readShopRows(shop.pool, shop.shopId);
  await expect(work(() => Promise.reject(new Error("killed")))).rejects.toThrow("killed");
  expect(await readShopRows(shop.pool, shop.shopId)).toEqual(before);

  jobs = job === undefined ? [] : [job];
  expect(await work()).toBe("erased");
  const left = await readShopRows(shop.pool, shop.shopId);
  expect(left.map(({ table }) => table)).toEqual(["privacy_request"]);
  // Who knows the shop's name finds the receipt; it tells the name to nobody.
  const { text } = left[0] ?? { text: "" };
  expect(text).toContain(createHash("sha256").update(domain).digest("hex"));
  expect(text).not.toContain(domain);
  // What was being stored meanwhile is erased when it is met, and the receipt stays.
  await shop.pool.query(
    "INSERT INTO raw_event (shop_id, source, topic, received_at, wire) VALUES ($1, 'webhook', 'late', $2, '{}')",
    [shop.shopId, new Date(NOW)],
  );
  await ingestAll(shop.work(NOW));
  expect(await readShopRows(shop.pool, shop.shopId)).toEqual(left);
});

test("a shop that is installed again keeps everything, and says so", async () => {
  await markAuthorized(shop.pool, domain, NOW - HOUR_MS);
  await ask("shop/redact", {});
  expect(await work()).toBe("reinstalled");
  expect((await requests()).receipts).toMatchObject([{ outcome: "reinstalled", groups: [] }]);
  expect((await traces(ADA)).length).toBeGreaterThan(0);
});

test("a shop is erased also where nobody was told that it uninstalled the app", async () => {
  await markAuthorized(shop.pool, domain, NOW - 3 * DAY_MS);
  await ask("shop/redact", {});
  expect(await work()).toBe("erased");
  expect(await traces(ADA)).toEqual([]);
});

test("a request for data is open for 30 days, and names its customer no longer than it is", async () => {
  for (const id of [ADA, BEA, "31"]) {
    expect(await ask("customers/data_request", about(id))).toEqual({ outcome: "told" });
  }
  const { open, openCount } = await requests();
  expect(openCount).toBe(3);
  expect(open.map(({ customerId }) => customerId).toSorted()).toEqual(["31", ADA, BEA]);
  expect(new Set(open.map(({ dueAt }) => dueAt))).toEqual(new Set([NOW + 30 * DAY_MS]));
  const answer = (id: string, now: number) => {
    const requestKey = open.find(({ customerId }) => customerId === id)?.requestKey ?? "";
    return answerDataRequest({ ...shop.work(now), requestKey });
  };
  expect(await answer(ADA, NOW + 1)).toEqual({ outcome: "answered" });
  expect(await answer(ADA, NOW + 2)).toEqual({ outcome: "not-open" });
  expect(await answer("31", NOW + 3)).toEqual({ outcome: "nothing-known" });

  const tidy = (now: number) => applyRetention({ ...shop.work(now), limit: 100 });
  await tidy(NOW + 30 * DAY_MS - 1);
  expect((await requests()).openCount).toBe(1);
  await tidy(NOW + 30 * DAY_MS);
  const { receipts } = await requests();
  expect(receipts.map(({ outcome }) => outcome)).toEqual(["lapsed", "nothing-known", "answered"]);
  const rows = await readShopRows(shop.pool, shop.shopId);
  const kept = rows.filter(({ table }) => table === "privacy_request");
  expect(kept.filter(({ text }) => text.includes(ADA) || text.includes(BEA))).toEqual([]);
});

test("a person who is erased is asked for by nobody any more, and a guest only where nobody is left", async () => {
  await ask("customers/data_request", about(ADA));
  await ask("customers/redact", { customer: null, orders_to_redact: [9000, 31] });
  jobs = [];
  const asked = { pool: shop.pool, shopId: shop.shopId, enqueue, customerId: ADA, now: NOW };
  expect(await eraseCustomerNow(asked)).toEqual({ outcome: "queued" });
  expect(await work()).toBe("erased");
  const { open, receipts } = await requests();
  expect(receipts.map(({ topic, outcome }) => [topic, outcome]).toSorted()).toEqual([
    ["customers/data_request", "erased"],
    ["merchant/erase", "erased"],
  ]);
  expect(open).toMatchObject([{ topic: "customers/redact" }]);
  expect(await traces("9000")).toEqual([]);
  expect((await traces('"31"')).map(({ table }) => table)).toEqual(["privacy_request"]);
});

test("a guest, whom no customer names, and what a customer ordered as one, are handed out by the orders of the request", async () => {
  const clientId = randomUUID();
  const at = new Date(NOW).toISOString();
  const guests = { ...order(77001, 0, NOW), customer: null, cart_token: "cart-of-guest" };
  const events = [{ kind: "page_viewed", occurredAt: at, path: "/as-guest" }];
  const consent = { analytics: true, marketing: false };
  const browsed = { clientId, consent, cartToken: "cart-of-guest", sentAt: at, events };
  const delivery = {
    kind: "browse",
    customerId: null,
    body: JSON.stringify(browsed),
    at: NOW,
  } as const;
  await deliver(shop.pool, domain, { delivery });
  await shop.tell("orders/create", NOW, guests);
  await shop.tell("refunds/create", NOW, {
    ...{ id: 88001, order_id: 77001, created_at: at },
    transactions: [{ kind: "refund", status: "success", amount: "5.00", currency: "EUR" }],
  });
  await ingestAll(shop.work(NOW));
  await scoreAll(shop.work(NOW));
  const fileOf = async (requestKey: string): Promise<string | null> => {
    const { shopId, pool } = shop;
    const named = await readNamedPerson({ shopId, requestKey }, pool);
    if (named === null) throw new Error("the request is not open");
    const file = await readPersonFile({ shopId, named, now: NOW }, pool);
    if (file === null) return null;
    return text(Readable.from(personPage(file, readPersonMessages({ shopId, named }, pool))));
  };

  const [asGuest, asCustomer, unknown] = [randomUUID(), randomUUID(), randomUUID()];
  const told = { outcome: "told" };
  // Shopify lists another customer's order never; were it to, nothing of that is handed out.
  const listed = { orders_requested: [77001, 9001] };
  expect(await ask("customers/data_request", { customer: null, ...listed }, asGuest)).toEqual(told);
  expect(await ask("customers/data_request", { ...about(ADA), ...listed }, asCustomer)).toEqual(
    told,
  );
  const strange = { customer: null, orders_requested: [31] };
  expect(await ask("customers/data_request", strange, unknown)).toEqual(told);
  const { open } = await requests();
  expect(open.find(({ requestKey }) => requestKey === asGuest)).toMatchObject({
    ...{ customerId: null, orderIds: ["77001", "9001"] },
  });

  const guest = await fileOf(asGuest);
  for (const theirs of ["77001", clientId, "cart-of-guest", "88001", "/as-guest"])
    expect(guest, theirs).toContain(theirs);
  const ada = await fileOf(asCustomer);
  for (const theirs of ["77001", clientId, "9000", ADA]) expect(ada, theirs).toContain(theirs);
  expect(guest).not.toContain(ADA);
  for (const file of [guest, ada]) expect(file).not.toContain(BEA);
  expect(await fileOf(unknown)).toBeNull();

  const outcomes: string[] = [];
  for (const requestKey of [asGuest, asCustomer, unknown])
    outcomes.push((await answerDataRequest({ ...shop.work(NOW), requestKey })).outcome);
  expect(outcomes).toEqual(["answered", "answered", "nothing-known"]);
  const kept = await traces("77001");
  expect(kept.map(({ table }) => table)).not.toContain("privacy_request");
});

test("a request that names nobody is done at once", async () => {
  expect(await ask("customers/data_request", {})).toEqual({ outcome: "nothing-known" });
  expect((await requests()).receipts).toMatchObject([{ outcome: "nothing-known" }]);
});

test("when a merchant has everything deleted receipts stay, and name nobody", async () => {
  await ask("customers/data_request", about(ADA));
  await orderDeletion({ ...shop.work(NOW), typed: domain, cleansFirst: false });
  for (;;) {
    const { outcome } = await advanceDeletion({ ...shop.work(NOW), limit: 1000 });
    if (outcome === "done") break;
  }
  const left = await readShopRows(shop.pool, shop.shopId);
  expect(left.map(({ table }) => table).toSorted()).toEqual([
    ...["deletion", "privacy_request", "shop"],
  ]);
  expect(await traces(ADA)).toEqual([]);
});

test("receipts are turned over page by page, forth and back", async () => {
  for (let index = 0; index < 23; index += 1) await ask("customers/data_request", {});
  const seen: string[][] = [];
  const keysOf = ({ receipts }: Awaited<ReturnType<typeof requests>>) =>
    receipts.map(({ requestKey }) => requestKey);
  let page = await requests();
  expect(page.previous).toBeNull();
  for (; page.next !== null;) {
    seen.push(keysOf(page));
    page = await readPrivacyRequests({ shopId: shop.shopId, after: page.next }, shop.pool);
  }
  seen.push(keysOf(page));
  expect(seen.map((keys) => keys.length)).toEqual([10, 10, 3]);
  expect(new Set(seen.flat()).size).toBe(23);
  const back = await readPrivacyRequests(
    { shopId: shop.shopId, before: page.previous ?? "" },
    shop.pool,
  );
  expect(keysOf(back)).toEqual(seen[1]);
});
