import { beforeEach, expect, test } from "vitest";
import { saveFlowUse } from "../../../app/db/flow-uses.ts";
import { saveKlaviyoKey } from "../../../app/db/klaviyo-keys.ts";
import { buildSegments } from "../../../app/services/build-segments.ts";
import { restoreSegmentVersion } from "../../../app/services/restore-segment-version.ts";
import { ingestAll, scoreAll } from "../../support/app-direct.ts";
import { DAY_MS, NOW, order, useShop } from "../../support/app-shop.ts";
import { dyingPool } from "../../support/dying-pool.ts";
import { buildAll, draftOf, orderedAtLeast, publish } from "../../support/publish.ts";

const shop = useShop();
const { tell, work } = shop;
const HANDLE = "twice";
const TWICE = draftOf(orderedAtLeast(2), { name: "Bought twice" });
const EVER = draftOf(orderedAtLeast(1), { name: "Bought" });

/** Customers 1 to 6; those of even numbers ordered twice, the others once. All of them hear, Flow of entries only. */
beforeEach(async () => {
  for (let customer = 1; customer <= 6; customer += 1) {
    await tell("orders/create", NOW - DAY_MS, order(customer, customer, NOW - 2 * DAY_MS));
    if (customer % 2 === 0)
      await tell("orders/create", NOW, order(100 + customer, customer, NOW - DAY_MS));
  }
  await ingestAll(work(NOW));
  await scoreAll(work(NOW));
  await saveKlaviyoKey(shop.pool, shop.shopId, { sealedKey: "sealed", now: NOW });
  const use = { definitionId: "kindling-segment-entered", isUsed: true, toldAt: NOW };
  await saveFlowUse(shop.pool, shop.shopId, use);
});

async function told(): Promise<string[]> {
  const { rows } = await shop.pool.query<{ word: string }>(
    `SELECT concat_ws(' ', target, body->>'kind', body->'segment'->>'handle', customer_id) AS word
     FROM announcement WHERE shop_id = $1 ORDER BY target, customer_id`,
    [shop.shopId],
  );
  return rows.map(({ word }) => word);
}
const entries = (target: string, customers: number[], handle = HANDLE): string[] =>
  customers.map((customer) => `${target} entered ${handle} ${customer}`);

test("Who enters or leaves because a definition is published is told to nobody, unless the merchant says so when publishing.", async () => {
  await publish(work(NOW), { handle: HANDLE, draft: TWICE });
  await buildAll(work(NOW));
  await publish(work(NOW), { handle: HANDLE, draft: EVER, baseVersion: 1 });
  await buildAll(work(NOW));
  expect(await told()).toEqual([]);
  await publish(work(NOW), { handle: HANDLE, draft: TWICE, baseVersion: 2, isTold: true });
  await buildAll(work(NOW));
  expect(await told()).toEqual([1, 3, 5].map((customer) => `klaviyo left ${HANDLE} ${customer}`));
  // A version that was told of is not told of again when it is restored.
  await restoreSegmentVersion({ ...work(NOW), handle: HANDLE, version: 2 });
  await buildAll(work(NOW));
  await restoreSegmentVersion({ ...work(NOW), handle: HANDLE, version: 3 });
  await buildAll(work(NOW));
  expect(await told()).toHaveLength(3);
});

test("Told are the customers whom the segment itself takes in or lets go, each once, when it comes into force.", async () => {
  await publish(work(NOW), { handle: HANDLE, draft: TWICE, isTold: true });
  const followers = draftOf({ kind: "segment", handle: HANDLE });
  await publish(work(NOW), { handle: "followers", draft: followers });
  await buildAll(work(NOW), 2);
  expect(await shop.membershipsOf(2)).toEqual(expect.arrayContaining(["followers", HANDLE]));
  expect(await told()).toEqual([...entries("flow", [2, 4, 6]), ...entries("klaviyo", [2, 4, 6])]);
  const { rows } = await shop.pool.query(
    "SELECT body, at FROM announcement WHERE shop_id = $1 AND target = 'flow' LIMIT 1",
    [shop.shopId],
  );
  expect(rows).toEqual([
    {
      body: {
        kind: "entered",
        segment: { handle: HANDLE, name: "Bought twice" },
        reason: expect.stringMatching(/\d/),
      },
      at: NOW,
    },
  ]);
  // Who is in it already is told of no more when something happens.
  await shop.pool.query("UPDATE profile SET due_at = $2 WHERE shop_id = $1", [
    shop.shopId,
    new Date(NOW),
  ]);
  await scoreAll(work(NOW + 1));
  expect(await told()).toHaveLength(6);
});

test("A worker that is killed while a definition comes into force neither loses an entry that is told nor tells one twice.", async () => {
  await publish(work(NOW), { handle: HANDLE, draft: TWICE, isTold: true });
  for (const statement of [/segment_membership old/, /DELETE FROM segment_build/, /COMMIT/]) {
    const pool = dyingPool(shop.pool, statement);
    await expect(buildAll(work(NOW, pool), 3)).rejects.toThrow("killed");
    expect(await told()).toEqual([]);
  }
  await buildAll(work(NOW));
  expect(await told()).toEqual([...entries("flow", [2, 4, 6]), ...entries("klaviyo", [2, 4, 6])]);
});

test("Of a definition that another one overtakes before it was in force nobody is told.", async () => {
  await publish(work(NOW), { handle: HANDLE, draft: EVER, isTold: true });
  await buildSegments({ ...work(NOW), limit: 4 });
  await publish(work(NOW), { handle: HANDLE, draft: TWICE, baseVersion: 1 });
  await buildAll(work(NOW));
  expect(await told()).toEqual([]);
});
