import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from "vitest";
import { saveDesiredFields } from "../../../app/db/metafield-states.ts";
import { addPrivacyRequest } from "../../../app/db/privacy-requests.ts";
import { getShop } from "../../../app/db/shop.ts";
import { saveDesiredTags } from "../../../app/db/tag-states.ts";
import { cleanThenRedact } from "../../../app/services/clean-then-redact.ts";
import { defineMetafields } from "../../../app/services/define-metafields.ts";
import { setMetafields } from "../../../app/services/set-metafields.ts";
import { syncMetafields } from "../../../app/services/sync-metafields.ts";
import { syncTags } from "../../../app/services/sync-tags.ts";
import type { AdminApi } from "../../../app/shopify/admin-api.ts";
import type { Shop } from "../../../dev-store/state/shop.ts";
import { count } from "../../support/app-rows.ts";
import { addShop, useAppPool } from "../../support/app-direct.ts";
import { openDevStoreAdmin } from "../dev-store-admin.ts";
import { startInstalledWorld, type DevStoreWorld } from "../dev-store-client.ts";

const START = Date.parse("2026-11-20T00:00:00Z");
const app = useAppPool();
let world: DevStoreWorld;
let dev: Shop;
let shopId = 0;
let ada = "";
const now = (): number => world.store.clock.now();

beforeAll(async () => {
  ({ world, dev } = await startInstalledWorld({ startAt: START }));
});
afterAll(() => world.close());

beforeEach(async () => {
  shopId = await addShop(app.pool, `${randomUUID()}.myshopify.com`, { now: now() });
  ada = dev.createCustomer({}).id;
  await setMetafields({ pool: app.pool, shopId, isOn: true, now: now() });
  await defineMetafields({ pool: app.pool, shopId, admin: openDevStoreAdmin(world), clock: now });
});

const WRITERS = {
  tags: {
    want: (word: string) =>
      saveDesiredTags(app.pool, shopId, [{ customerId: ada, desired: [tagOf(word)] }], now()),
    write: async (admin: AdminApi) => {
      const shop = await getShop(app.pool, shopId);
      return syncTags({ pool: app.pool, shop, admin, clock: now, minMinutes: null });
    },
    stands: () => dev.customerTags(ada),
    shown: (word: string): unknown => [tagOf(word)],
    none: [] as unknown,
    idle: "saving-up",
    table: "tag_state",
  },
  fields: {
    want: (word: string) =>
      saveDesiredFields(
        app.pool,
        shopId,
        [{ customerId: ada, desired: { rfm_group: word } }],
        now(),
      ),
    write: (admin: AdminApi) => syncMetafields({ pool: app.pool, shopId, admin, clock: now }),
    stands: () => dev.customerMetafields(ada),
    shown: (word: string): unknown => ({ rfm_group: word }),
    none: {} as unknown,
    idle: "nothing-to-write",
    table: "metafield_state",
  },
};
const tagOf = (word: string): string => `kindling:${word}`;

/** Shopify, to which what changes something is long on its way. */
function openFarAdmin(): { admin: AdminApi; arrive: () => void; isSent: () => boolean } {
  const near = openDevStoreAdmin(world);
  let [sent, arrive] = [false, (): void => {}];
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  const admin: AdminApi = {
    async request(document, variables, schema, onBucket) {
      if (document.includes("mutation")) {
        sent = true;
        await arrived;
      }
      return near.request(document, variables, schema, onBucket);
    },
  };
  return { admin, arrive: () => arrive(), isSent: () => sent };
}

const OF_LOCKS = `FROM pg_locks JOIN pg_database ON pg_database.oid = database
  WHERE locktype = 'advisory' AND datname = current_database() AND pid <> pg_backend_pid()`;

/** As when the database is cut off from whoever holds a lock. */
async function loseLocks(): Promise<void> {
  await app.pool.query(`SELECT pg_terminate_backend(pid) ${OF_LOCKS}`);
  await expect.poll(() => count(app.pool, OF_LOCKS, [])).toBe(0);
}

test.each(["tags", "fields"] as const)(
  "%s that are on their way from who lost the lock are not overtaken, also by an erasure",
  async (kind) => {
    const { want, write, stands, shown, none, idle, table } = WRITERS[kind];
    const near = openDevStoreAdmin(world);
    const far = openFarAdmin();
    onTestFinished(far.arrive);
    await want("new");
    const first = write(far.admin).catch(() => "dead");
    await expect.poll(far.isSent).toBe(true);
    await loseLocks();
    await want("loyal");
    expect(await write(near)).toEqual({ outcome: idle });
    const erasureKey = randomUUID();
    await addPrivacyRequest(app.pool, shopId, {
      ...{ requestKey: erasureKey, topic: "merchant/erase", receivedAt: now() },
      ...{ customerId: ada, orderIds: [], clientId: null },
    });
    const erase = () =>
      cleanThenRedact({
        ...{ pool: app.pool, deleteSessions: () => Promise.resolve(), now: now() },
        ...{ openAdmin: () => Promise.resolve(near), shopId, erasureKey },
      });
    await expect(erase()).rejects.toThrow("on its way");

    far.arrive();
    await first;
    // A dead one notes nothing.
    await app.pool.query(
      `UPDATE ${table} SET in_doubt = true, write_at = $2, sent_at = clock_timestamp() - interval '11 seconds'
       WHERE shop_id = $1`,
      [shopId, new Date(now())],
    );
    expect(stands()).toEqual(shown("new"));
    expect(await write(near)).toEqual({ outcome: "written", customers: 1 });
    expect(stands()).toEqual(shown("loyal"));
    expect(await erase()).toBe("erased");
    expect(stands()).toEqual(none);
  },
);
