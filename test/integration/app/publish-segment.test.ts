import { expect, test } from "vitest";
import { eraseCustomer } from "../../../app/db/redaction.ts";
import { findBuild } from "../../../app/db/segment-builds.ts";
import { inTransaction } from "../../../app/db/transaction.ts";
import { buildSegments } from "../../../app/services/build-segments.ts";
import { deleteSegment } from "../../../app/services/delete-segment.ts";
import { ingestAll, scoreAll } from "../../support/app-direct.ts";
import { dyingPool, interruptedPool } from "../../support/dying-pool.ts";
import { count } from "../../support/app-rows.ts";
import { DAY_MS, HOUR_MS, iso, NOW, order, useShop } from "../../support/app-shop.ts";
import { buildAll, draftOf, orderedAtLeast, publish } from "../../support/publish.ts";

const shop = useShop();
const { tell, work, membershipsOf, changesOf, desiredOf } = shop;
const CUSTOMERS = 9;
const HANDLE = "twice";

let orders = 0;
async function buy(customerId: number, at: number): Promise<void> {
  orders += 1;
  await tell("orders/create", at, order(orders, customerId, at));
}

/** Customers 1 to 9; those of even numbers ordered twice, the others once. */
async function fill(): Promise<void> {
  for (let customer = 1; customer <= CUSTOMERS; customer += 1) {
    await buy(customer, NOW - 2 * DAY_MS);
    if (customer % 2 === 0) await buy(customer, NOW - DAY_MS);
  }
  await settle(NOW);
}
async function settle(at: number): Promise<void> {
  await ingestAll(work(at));
  await scoreAll(work(at));
}
async function members(handle = HANDLE): Promise<number[]> {
  const { rows } = await shop.pool.query<{ customer: number }>(
    `SELECT customer_id::int AS customer FROM segment_membership JOIN profile USING (shop_id, profile_id)
     JOIN segment USING (shop_id, segment_id) WHERE shop_id = $1 AND handle = $2 ORDER BY 1`,
    [shop.shopId, handle],
  );
  return rows.map(({ customer }) => customer);
}
const EVEN = [2, 4, 6, 8];

test("a new segment has members when all profiles are judged, and not a moment before", async () => {
  await fill();
  const draft = draftOf(orderedAtLeast(2), { tag: "twice" });
  const result = await publish(work(NOW), { handle: HANDLE, draft });
  expect(result).toMatchObject({ outcome: "published", version: 1, isInForce: false });
  for (let batch = 0; batch < CUSTOMERS / 3; batch += 1) {
    expect(await members()).toEqual([]);
    expect(await buildSegments({ ...work(NOW), limit: 3 })).toEqual({
      outcome: "judged",
      profiles: 3,
    });
  }
  expect(await findBuild(shop.pool, shop.shopId)).toMatchObject({ done: 9, total: 9 });
  expect(await desiredOf(2)).not.toContain("kindling:twice");
  expect(await buildSegments({ ...work(NOW + 5), limit: 3 })).toEqual({ outcome: "in-force" });
  expect(await members()).toEqual(EVEN);
  expect(await desiredOf(2)).toContain("kindling:twice");
  expect(await desiredOf(3)).not.toContain("kindling:twice");
  expect((await changesOf(2)).at(-1)).toMatchObject({
    handle: HANDLE,
    entered: true,
    at: NOW + 5,
  });
  expect(await buildSegments({ ...work(NOW), limit: 3 })).toEqual({ outcome: "nothing-to-build" });
  // The next look finds nothing to correct.
  const before = await count(shop.pool, "FROM membership_change WHERE shop_id = $1", [shop.shopId]);
  await shop.pool.query("UPDATE profile SET due_at = $2 WHERE shop_id = $1", [
    shop.shopId,
    new Date(NOW),
  ]);
  await scoreAll(work(NOW + 6));
  expect(await count(shop.pool, "FROM membership_change WHERE shop_id = $1", [shop.shopId])).toBe(
    before,
  );
});

test("everybody of a batch is judged, and by their own facts, however many are held at a time", async () => {
  const MANY = 620;
  for (const sql of [
    `INSERT INTO identity (shop_id, identity_id, kind, key, profile_id)
     SELECT $1, n, 'customer', n, n FROM generate_series(1, $2::int) AS n`,
    `INSERT INTO profile (shop_id, profile_id, customer_id) SELECT $1, n, n FROM generate_series(1, $2::int) AS n`,
    `INSERT INTO customer_order (shop_id, order_id, customer_id, placed_at, currency, total_minor, is_test, source_updated_at)
     SELECT $1, n || '-' || nth, n, to_timestamp($3), 'EUR', 100, false, to_timestamp($3)
     FROM generate_series(1, $2::int) AS n, generate_series(1, 1 + n % 3) AS nth`,
  ])
    await shop.pool.query(
      sql,
      [shop.shopId, MANY, NOW / 1000 - 60].slice(0, sql.includes("$3") ? 3 : 2),
    );
  await settle(NOW);
  await publish(work(NOW), {
    handle: HANDLE,
    draft: draftOf(orderedAtLeast(3), { tag: "thrice" }),
  });
  expect(await buildAll(work(NOW), MANY + 1)).toBe(MANY);
  const thrice = Array.from({ length: MANY }, (_, n) => n + 1).filter((n) => n % 3 === 2);
  expect(await members()).toEqual(thrice);
  expect(await desiredOf(2)).toContain("kindling:thrice");
  // A tag that is named otherwise is wished for all who are in.
  const renamed = draftOf(orderedAtLeast(3), { tag: "loyal" });
  await publish(work(NOW), { handle: HANDLE, draft: renamed, baseVersion: 1 });
  await buildAll(work(NOW), MANY + 1);
  expect(await members()).toEqual(thrice);
  const { rows } = await shop.pool.query<{ customer: number }>(
    `SELECT customer_id::int AS customer FROM tag_state WHERE shop_id = $1 AND 'kindling:loyal' = ANY(desired) ORDER BY 1`,
    [shop.shopId],
  );
  expect(rows.map(({ customer }) => customer)).toEqual(thrice);
});

test("a changed definition leaves everybody where they are until it is built, also whom something happens to", async () => {
  await fill();
  await publish(work(NOW), { handle: HANDLE, draft: draftOf(orderedAtLeast(2), { tag: "twice" }) });
  await buildAll(work(NOW));
  const changed = { handle: HANDLE, draft: draftOf(orderedAtLeast(3), { tag: "thrice" }) };
  await publish(work(NOW), { ...changed, baseVersion: 1 });
  await buildSegments({ ...work(NOW), limit: 5 });
  // One whom the pass has been at, and one to whom it comes later: both are judged by both.
  await buy(2, NOW + 1000);
  await buy(8, NOW + 1000);
  await buy(1, NOW + 1000);
  await settle(NOW + 2000);
  expect(await members()).toEqual([1, ...EVEN]);
  expect(await desiredOf(1)).toContain("kindling:twice");
  await buildAll(work(NOW + 3000));
  expect(await members()).toEqual([2, 8]);
  expect(await desiredOf(2)).toContain("kindling:thrice");
  expect(await desiredOf(2)).not.toContain("kindling:twice");
  expect(await desiredOf(1)).not.toContain("kindling:twice");
  // Who stays in is not noted as having left and entered.
  expect((await changesOf(2)).filter(({ handle }) => handle === HANDLE)).toHaveLength(1);
  expect((await changesOf(1)).filter(({ handle }) => handle === HANDLE)).toMatchObject([
    { entered: true },
    { entered: false },
  ]);
});

test("killed anywhere in a build, the next one goes on at what is missing", async () => {
  await fill();
  await publish(work(NOW), { handle: HANDLE, draft: draftOf(orderedAtLeast(2)) });
  for (const deathIn of [/INSERT INTO segment_candidate/, /UPDATE segment_build/, /COMMIT/]) {
    await buildSegments({ ...work(NOW), limit: 2 });
    const done = (await findBuild(shop.pool, shop.shopId))?.done;
    const dying = dyingPool(shop.pool, deathIn);
    await expect(buildSegments({ ...work(NOW, dying), limit: 2 })).rejects.toThrow("killed");
    expect((await findBuild(shop.pool, shop.shopId))?.done).toBe(done);
  }
  expect(await buildAll(work(NOW), 2)).toBeGreaterThan(0);
  await publish(work(NOW), { handle: HANDLE, draft: draftOf(orderedAtLeast(1)), baseVersion: 1 });
  await buildSegments({ ...work(NOW), limit: 100 });
  for (const deathIn of [/INSERT INTO membership_change/, /DELETE FROM segment_build/, /COMMIT/]) {
    const dying = dyingPool(shop.pool, deathIn);
    await expect(buildSegments({ ...work(NOW, dying), limit: 2 })).rejects.toThrow("killed");
    expect(await members()).toEqual(EVEN);
  }
  await buildAll(work(NOW));
  expect(await members()).toHaveLength(CUSTOMERS);
});

test("what happens while a new segment's members are being written is put right before they are in force", async () => {
  await fill();
  await publish(work(NOW), { handle: HANDLE, draft: draftOf(orderedAtLeast(2), { tag: HANDLE }) });
  expect(await buildSegments({ ...work(NOW), limit: 100 })).toMatchObject({ outcome: "judged" });
  // Customer 2's second one.
  const cancelledOrder = orders - (CUSTOMERS + EVEN.length) + 3;
  let isOver = false;
  const pool = interruptedPool(shop.pool, /SELECT pg_advisory_xact_lock\(/, async () => {
    if (isOver) return;
    isOver = true;
    // Another worker leaves it alone.
    expect(await buildSegments({ ...work(NOW), limit: 100 })).toEqual({ outcome: "busy" });
    // One enters, one leaves, one is erased, one comes whom nobody has judged.
    await buy(1, NOW);
    const cancelled = { ...order(cancelledOrder, 2, NOW - DAY_MS), cancelled_at: iso(NOW) };
    await tell("orders/cancelled", NOW, { ...cancelled, updated_at: iso(NOW) });
    await inTransaction(shop.pool, (db) =>
      eraseCustomer(db, shop.shopId, { customerId: "4", orderIds: [], now: NOW }),
    );
    await buy(10, NOW - DAY_MS);
    await buy(10, NOW);
    await settle(NOW + 1);
  });
  expect(await buildSegments({ ...work(NOW + 2, pool), limit: 100 })).toEqual({
    outcome: "in-force",
  });
  expect(isOver).toBe(true);
  expect(await members()).toEqual([1, 6, 8, 10]);
  for (const customer of [1, 6, 8, 10]) {
    const changes = (await changesOf(customer)).filter(({ handle }) => handle === HANDLE);
    expect(changes).toEqual([{ handle: HANDLE, entered: true, at: NOW + 2 }]);
    expect(await desiredOf(customer)).toContain(`kindling:${HANDLE}`);
  }
  const left = `FROM membership_change JOIN segment USING (shop_id, segment_id)
    WHERE shop_id = $1 AND handle = $2`;
  expect(await count(shop.pool, left, [shop.shopId, HANDLE])).toBe(4);
  expect(await count(shop.pool, "FROM segment_candidate WHERE shop_id = $1", [shop.shopId])).toBe(
    0,
  );
});

test("a publication while a new segment's members are being written undoes them and begins anew", async () => {
  await fill();
  await publish(work(NOW), { handle: HANDLE, draft: draftOf(orderedAtLeast(1)) });
  await buildSegments({ ...work(NOW), limit: 100 });
  let isOver = false;
  const pool = interruptedPool(shop.pool, /SELECT pg_advisory_xact_lock\(/, async () => {
    if (isOver) return;
    isOver = true;
    const draft = draftOf(orderedAtLeast(2));
    await publish(work(NOW + 1), { handle: HANDLE, draft, baseVersion: 1 });
  });
  expect(await buildSegments({ ...work(NOW + 2, pool), limit: 100 })).toMatchObject({
    outcome: "judged",
  });
  expect(await members()).toEqual([]);
  await buildAll(work(NOW + 3));
  expect(await members()).toEqual(EVEN);
});

test("a newer definition begins the build anew, with all that is waiting in one pass", async () => {
  await fill();
  await publish(work(NOW), { handle: HANDLE, draft: draftOf(orderedAtLeast(1)) });
  await buildSegments({ ...work(NOW), limit: 5 });
  await publish(work(NOW), { handle: HANDLE, draft: draftOf(orderedAtLeast(2)), baseVersion: 1 });
  await publish(work(NOW), { handle: "once", draft: draftOf(orderedAtLeast(1)) });
  expect(await buildAll(work(NOW))).toBe(CUSTOMERS);
  expect(await members()).toEqual(EVEN);
  expect(await members("once")).toHaveLength(CUSTOMERS);
});

test("a segment that names another follows it when that comes into force", async () => {
  await fill();
  await publish(work(NOW), { handle: HANDLE, draft: draftOf(orderedAtLeast(2)) });
  await publish(work(NOW), {
    handle: "others",
    draft: draftOf({ kind: "none", of: [{ kind: "segment", handle: HANDLE }] }),
  });
  await buildAll(work(NOW));
  expect(await members("others")).toEqual([1, 3, 5, 7, 9]);
  await publish(work(NOW), { handle: HANDLE, draft: draftOf(orderedAtLeast(3)), baseVersion: 1 });
  await buildAll(work(NOW));
  expect(await members("others")).toHaveLength(CUSTOMERS);
  expect(await deleteSegment({ ...work(NOW), handle: HANDLE })).toEqual({
    outcome: "in-use",
    handles: ["others"],
  });
});

test("a deleted segment takes its members, its history and its tag with it", async () => {
  await fill();
  await publish(work(NOW), { handle: HANDLE, draft: draftOf(orderedAtLeast(2), { tag: "twice" }) });
  await buildAll(work(NOW));
  expect(await deleteSegment({ ...work(NOW), handle: HANDLE })).toEqual({ outcome: "deleted" });
  expect(await membershipsOf(2)).not.toContain(HANDLE);
  expect(await desiredOf(2)).not.toContain("kindling:twice");
  expect(await deleteSegment({ ...work(NOW), handle: HANDLE })).toEqual({
    outcome: "unknown-segment",
  });
});

test("what cannot be a segment is refused with what is wrong", async () => {
  await fill();
  const put = (
    handle: string,
    draft = draftOf(orderedAtLeast(1)),
    baseVersion: number | null = null,
  ) => publish(work(NOW), { handle, draft, baseVersion });
  const named = (handle: string) => draftOf({ kind: "segment", handle });
  expect(await put(HANDLE, draftOf(orderedAtLeast(2), { tag: "A b" }))).toMatchObject({
    outcome: "published",
  });
  expect(await put(HANDLE)).toEqual({ outcome: "stale", version: 1 });
  expect(await put(HANDLE, draftOf(orderedAtLeast(2), { tag: "A b" }), 1)).toEqual({
    outcome: "nothing-changed",
    version: 1,
  });
  expect(await put("other", draftOf(orderedAtLeast(1), { tag: "a  B" }))).toMatchObject({
    outcome: "same-tag",
    handles: [HANDLE, "other"],
  });
  expect(await put("other", named("nowhere"))).toEqual({
    outcome: "unknown-segments",
    handles: ["nowhere"],
  });
  expect(await put("other", named(HANDLE))).toMatchObject({ outcome: "published" });
  expect(await put(HANDLE, named("other"), 1)).toEqual({
    outcome: "cycle",
    handles: [HANDLE, "other", HANDLE],
  });
  const broken = { ...draftOf(orderedAtLeast(1)), name: " ", condition: { kind: "nonsense" } };
  const result = await put("third", broken);
  expect(result).toMatchObject({ outcome: "not-sound" });
  const problems = result.outcome === "not-sound" ? result.problems.map(({ path }) => path) : [];
  expect(problems).toEqual(expect.arrayContaining(["name", "condition.kind"]));
  for (let index = 0; ; index += 1) {
    expect(index, "there must be a most").toBeLessThan(20);
    const next = await put(`tagged-${index}`, draftOf(orderedAtLeast(1), { tag: `tag ${index}` }));
    if (next.outcome === "published") continue;
    expect(next).toMatchObject({ outcome: "too-many-tags" });
    break;
  }
});

test("an erased customer leaves no trace in a build", async () => {
  await fill();
  await publish(work(NOW), { handle: HANDLE, draft: draftOf(orderedAtLeast(2)) });
  await buildSegments({ ...work(NOW), limit: 100 });
  const candidates = () =>
    count(shop.pool, "FROM segment_candidate WHERE shop_id = $1", [shop.shopId]);
  expect(await candidates()).toBe(EVEN.length);
  await eraseCustomer(shop.pool, shop.shopId, { customerId: "2", orderIds: [], now: NOW });
  expect(await candidates()).toBe(EVEN.length - 1);
  await buildAll(work(NOW));
  expect(await members()).toEqual([4, 6, 8]);
});

test("who is in stays until the leaving condition is met, and at least the minimum stay", async () => {
  await fill();
  const lately = (hours: number) =>
    ({
      kind: "since",
      moment: { kind: "last", of: { kind: "orders", where: [] } },
      comparison: "less-than",
      duration: { kind: "fixed", ms: hours * HOUR_MS },
    }) as const;
  const draft = draftOf(lately(1), {
    minimumStayMs: 3 * HOUR_MS,
    minimumAbsenceMs: 5 * HOUR_MS,
  });
  await publish(work(NOW), { handle: HANDLE, draft });
  await buildAll(work(NOW));
  await buy(1, NOW);
  await settle(NOW + 1000);
  expect(await members()).toEqual([1]);
  // The condition ends after an hour, the stay after three: only the due-times are followed.
  const wake = async (until: number): Promise<void> => {
    for (;;) {
      const { rows } = await shop.pool.query<{ due_at: number | null }>(
        "SELECT min(due_at) AS due_at FROM profile WHERE shop_id = $1",
        [shop.shopId],
      );
      const dueAt = rows[0]?.due_at ?? null;
      if (dueAt === null || dueAt > until) return;
      await scoreAll(work(dueAt));
    }
  };
  await wake(NOW + 3 * HOUR_MS);
  expect(await members()).toEqual([1]);
  await wake(NOW + 3 * HOUR_MS + 1000);
  expect(await members()).toEqual([]);
  const left = NOW + 3 * HOUR_MS + 1000;
  // Who left stays out for five hours, whatever happens.
  await buy(1, left + HOUR_MS);
  await buy(1, left + 4.5 * HOUR_MS);
  await settle(left + 4.5 * HOUR_MS);
  expect(await members()).toEqual([]);
  await wake(left + 5 * HOUR_MS - 1);
  expect(await members()).toEqual([]);
  await wake(left + 5 * HOUR_MS);
  expect(await members()).toEqual([1]);
  expect((await changesOf(1)).filter(({ handle }) => handle === HANDLE)).toHaveLength(3);
});
