import { afterEach, expect, test } from "vitest";
import { addAnnouncements } from "../../../app/db/announcements.ts";
import { saveDesiredFields } from "../../../app/db/metafield-states.ts";
import { setMetafields } from "../../../app/services/set-metafields.ts";
import { count } from "../../support/app-rows.ts";
import { useApp, type Installed } from "../../support/app-world.ts";

/** What is begun with a shop whose Admin API hangs is not over before this. */
const HANGS_MS = 15_000;
/** Much less, and much more than a busy machine needs. */
const SOON_MS = 10_000;

const app = useApp();
afterEach(() => {
  app.devStore.faults.graphql = {};
});

test("A shop whose Admin API hangs keeps triggers, metafields and pixels of no other waiting.", async () => {
  // The first is the first in line by its number, and by what has waited longest.
  const hanging = await open("hanging");
  const quiet = await open("quiet");
  app.devStore.faults.graphql = { delayMs: HANGS_MS, delayOnlyAt: hanging.domain };
  const beganAt = performance.now();
  for (const each of [hanging, quiet]) await giveWork(each);
  const isDone = async (): Promise<object> => ({
    triggers: await count(app.pool, `${TOLD} AND outcome = 'sent'`, [quiet.shopId]),
    fields: await count(app.pool, `${FIELDS} AND written = desired`, [quiet.shopId]),
    pixels: await count(app.pool, `${PIXEL} AND pixel_due_at > $2`, [quiet.shopId, inAnHour()]),
  });
  await expect
    .poll(isDone, { timeout: SOON_MS, interval: 50 })
    .toEqual({ triggers: 1, fields: 1, pixels: 1 });
  expect(performance.now() - beganAt).toBeLessThan(HANGS_MS);
  expect(await count(app.pool, `${TOLD} AND outcome = 'sent'`, [hanging.shopId])).toBe(0);
  expect(await count(app.pool, `${FIELDS} AND written = desired`, [hanging.shopId])).toBe(0);
});

const TOLD = "FROM announcement WHERE shop_id = $1";
const FIELDS = "FROM metafield_state WHERE shop_id = $1";
const PIXEL = "FROM shop WHERE shop_id = $1";
const inAnHour = (): Date => new Date(app.devStore.clock.now() + 3_600_000);

async function open(name: string): Promise<Installed> {
  const shop = await app.install(name);
  const now = app.devStore.clock.now();
  await setMetafields({ pool: app.pool, shopId: shop.shopId, isOn: true, now });
  await app.settle(shop.shopId);
  // The test's customers are unheard of on purpose; a comparison with Shopify would find and score them.
  await app.pool.query("UPDATE reconciliation SET due_at = '2099-01-01' WHERE shop_id = $1", [
    shop.shopId,
  ]);
  return shop;
}

/** One trigger, one customer's metafields, and a pixel that is to be looked at. */
async function giveWork({ shop, shopId }: Installed): Promise<void> {
  const now = app.devStore.clock.now();
  const { id: customerId } = shop.createCustomer({}, { emit: false });
  const segment = { handle: "vip", name: "VIP" };
  const announcement = { kind: "entered", segment, reason: "3 orders" } as const;
  await addAnnouncements(
    app.pool,
    shopId,
    [{ target: "flow", profileId: 0, customerId, announcement }],
    now,
  );
  const desired = [{ customerId, desired: { intent: "50" } }];
  await saveDesiredFields(app.pool, shopId, desired, now);
  await app.pool.query("UPDATE shop SET pixel_due_at = $2 WHERE shop_id = $1", [
    shopId,
    new Date(now),
  ]);
}
