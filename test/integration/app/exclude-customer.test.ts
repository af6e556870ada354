import { expect, test } from "vitest";
import { changeCustomer } from "../../../app/services/change-customer.ts";
import { rebuildTags } from "../../../app/services/rebuild-tags.ts";
import { ingestAll, scoreAll } from "../../support/app-direct.ts";
import { DAY_MS, NOW, useShop } from "../../support/app-shop.ts";

const shop = useShop();
const { work, makeHot, membershipsOf, changesOf, desiredOf } = shop;

const change = (customerId: string, order: "exclude" | "include" | "recalculate", now: number) =>
  changeCustomer({
    ...{ pool: shop.pool, shopId: shop.shopId, customerId, now },
    asked: { change: order },
    openQueue: () => Promise.reject(new Error("nothing is put into a queue")),
  });

const profileOf = async (customerId: string) => {
  const { rows } = await shop.pool.query<Record<string, unknown>>(
    `SELECT behavior, intent, ledger, outlook, rfm_group, last_seen_at,
       (SELECT count(*)::int FROM score_history WHERE score_history.shop_id = profile.shop_id
         AND score_history.profile_id = profile.profile_id) AS days
     FROM profile WHERE shop_id = $1 AND customer_id = $2`,
    [shop.shopId, customerId],
  );
  return rows[0];
};

test("who is left out has no score, no segment and no tag, whatever they do, until they are let in again", async () => {
  await makeHot(1, NOW);
  await ingestAll(work(NOW));
  await scoreAll(work(NOW));
  const before = await profileOf("1");
  expect(before?.["intent"]).toBeGreaterThan(0);
  expect(await desiredOf(1)).toEqual(["kindling:high-intent"]);

  expect((await change("1", "exclude", NOW)).result).toBe("due");
  expect((await change("1", "exclude", NOW)).result).toBe("nothing-to-do");
  await scoreAll(work(NOW));
  expect(await membershipsOf(1)).toEqual([]);
  expect(await desiredOf(1)).toEqual([]);
  expect(await profileOf("1")).toMatchObject({
    ...{ behavior: null, intent: null, ledger: null, outlook: null, rfm_group: null, days: 0 },
  });
  expect((await changesOf(1)).at(-1)).toMatchObject({ entered: false });

  // What they do goes on being known, and says nothing.
  await makeHot(1, NOW + DAY_MS);
  await ingestAll(work(NOW + DAY_MS));
  await scoreAll(work(NOW + DAY_MS));
  expect(await membershipsOf(1)).toEqual([]);
  expect((await profileOf("1"))?.["intent"]).toBeNull();

  expect((await change("1", "include", NOW + DAY_MS)).result).toBe("due");
  await scoreAll(work(NOW + DAY_MS));
  // As if they had never been out.
  const rebuilt = await rebuildTags({ pool: shop.pool, shopId: shop.shopId, asOf: NOW + DAY_MS });
  expect(rebuilt.get("1")?.length).toBeGreaterThan(0);
  expect(await desiredOf(1)).toEqual(rebuilt.get("1"));
  expect((await profileOf("1"))?.["intent"]).toBeGreaterThan(0);
});

test("a recalculation makes the customer due, and of somebody unknown nothing", async () => {
  await makeHot(2, NOW);
  await ingestAll(work(NOW));
  await scoreAll(work(NOW));
  expect((await change("2", "recalculate", NOW + 1000)).result).toBe("due");
  const { rows } = await shop.pool.query<{ dueAt: number }>(
    `SELECT due_at AS "dueAt" FROM profile WHERE shop_id = $1 AND customer_id = '2'`,
    [shop.shopId],
  );
  expect(rows[0]?.dueAt).toBe(NOW + 1000);
  expect((await change("404", "recalculate", NOW)).result).toBe("unknown-customer");
});
