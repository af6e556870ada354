import { setTimeout as sleep } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { loadTagLoad, type TagLoad } from "../../../app/db/tag-loads.ts";
import { saveDesiredTags } from "../../../app/db/tag-states.ts";
import { createBulkSwitches } from "../../../dev-store/bulk/switches.ts";
import { createRandom } from "../../../dev-store/simulation/random.ts";
import { count } from "../../support/app-rows.ts";
import { useApp } from "../../support/app-world.ts";

/** More of it on the command line: LOAD_SEED=2 npm test -- --project integration THIS FILE */
const SEED = Number(process.env["LOAD_SEED"] ?? 1);
/** Ten minutes of a Standard shop's points are 6,000 customers. */
const CUSTOMERS = 6100;
const VIP = "kindling:vip";

const app = useApp({ env: { BULK_MUTATIONS: "on" } });

/** Where a load stands when its worker is killed. */
const MOMENTS: Record<string, (load: TagLoad | null, left: number) => boolean> = {
  begun: (load) => load !== null,
  asked: (load) => load !== null && load.askedAt !== null && load.bulkId === null,
  running: (load) => load !== null && load.bulkId !== null,
  noted: (load, left) => load !== null && left < load.lines * 0.9,
};

test("A worker that is killed at any moment of an operation loses no tag, and none is written or told twice.", async () => {
  const { shop, shopId } = await app.install("loaded", { plan: "standard" });
  await app.pool.query("UPDATE reconciliation SET due_at = '2099-01-01'");
  const random = createRandom(SEED);
  app.devStore.bulk = { ...createBulkSwitches(), mutations: "enabled", linesPerSecond: 400 };
  app.devStore.clock.setSpeed(20);
  const ids = shop.batch(() =>
    Array.from({ length: CUSTOMERS }, () => {
      return shop.createCustomer({ tags: ["own"] }, { emit: false }).id;
    }),
  );
  const rows = ids.map((customerId) => ({ customerId, desired: [VIP] }));
  await saveDesiredTags(app.pool, shopId, rows, app.devStore.clock.now());

  const left = "FROM tag_state WHERE shop_id = $1 AND load_line IS NOT NULL";
  const killedAt: string[] = [];
  for (const [name, isThere] of Object.entries(MOMENTS)) {
    const isNow = async (): Promise<boolean> =>
      isThere(await loadTagLoad(app.pool, shopId), await count(app.pool, left, [shopId]));
    // A moment that is over before anybody looked is none.
    const isSeen = await vi.waitUntil(isNow, { timeout: 20_000, interval: 2 }).catch(() => false);
    if (!isSeen) continue;
    await sleep(random.between(0, 15));
    await app.killWorker();
    killedAt.push(name);
  }
  expect(killedAt.length).toBeGreaterThan(1);
  app.devStore.clock.setSpeed(120);
  const open = "FROM tag_state WHERE shop_id = $1 AND (write_at IS NOT NULL OR in_doubt)";
  await expect.poll(() => count(app.pool, open, [shopId]), { timeout: 120_000 }).toBe(0);

  expect(ids.filter((id) => shop.customerTags(id).join() !== `${VIP},own`)).toEqual([]);
  // The load ends just after its last line was noted.
  await expect.poll(() => loadTagLoad(app.pool, shopId)).toBeNull();
  const logged = "FROM tag_write WHERE shop_id = $1 AND added = ARRAY[$2]";
  expect(await count(app.pool, logged, [shopId, VIP])).toBe(CUSTOMERS);
}, 240_000);
