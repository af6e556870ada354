import { setTimeout as sleep } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { findBuild } from "../../../app/db/segment-builds.ts";
import { createRandom } from "../../../dev-store/simulation/random.ts";
import { useApp } from "../../support/app-world.ts";
import { draftOf, orderedAtLeast, publish } from "../../support/publish.ts";

/** More of it on the command line: BUILD_KILLS=30 BUILD_SEED=2 npm test -- --project integration THIS FILE */
const KILLS = Number(process.env["BUILD_KILLS"] ?? 5);
const SEED = Number(process.env["BUILD_SEED"] ?? 1);
/** Several batches. */
const CUSTOMERS = 2600;
const MOST_ORDERS = 3;

const app = useApp();

/** How often the customer of a number ordered: known to the test alone. */
const ordersOf = (index: number): number => index % (MOST_ORDERS + 1);

test("A worker that is killed at any moment of a build is followed by one that ends it: memberships and tags are those of the newest definition.", async () => {
  const ids: string[] = [];
  const { shopId } = await app.install("built", {
    before: (shop) =>
      shop.batch(() => {
        const lines = [{ title: "Mug", quantity: 1, priceMinor: 900 }];
        for (let index = 0; index < CUSTOMERS; index += 1) {
          const { id } = shop.createCustomer({}, { emit: false });
          ids.push(id);
          for (let order = 0; order < ordersOf(index); order += 1)
            shop.createOrder({ customerId: id, lines }, { emit: false });
        }
      }),
  });
  const random = createRandom(SEED);
  const versions = new Map<string, number>();
  const least = new Map<string, number>();
  const work = () => ({ pool: app.pool, shopId, now: app.devStore.clock.now() });
  let isInBuild = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const handle = random.pick(["some", "others"]);
    const wanted = ((least.get(handle) ?? random.between(0, 2)) + 1) % (MOST_ORDERS + 1);
    const draft = draftOf(orderedAtLeast(wanted), { name: handle, tag: handle });
    const baseVersion = versions.get(handle) ?? null;
    const published = await publish(work(), { handle, draft, baseVersion });
    if (published.outcome !== "published") throw new Error(published.outcome);
    versions.set(handle, published.version);
    least.set(handle, wanted);
    await vi.waitUntil(() => app.worker.workedMs() !== undefined, { timeout: 30_000 });
    await sleep(random.between(0, 400));
    if ((await findBuild(app.pool, shopId)) !== null) isInBuild += 1;
    await app.killWorker();
  }
  expect(isInBuild).toBeGreaterThan(0);
  await expect.poll(() => findBuild(app.pool, shopId), { timeout: 60_000 }).toBeNull();

  for (const [handle, wanted] of least) {
    const expected = ids.filter((_, index) => ordersOf(index) >= wanted).toSorted();
    const { rows } = await app.pool.query<{ id: string }>(
      `SELECT customer_id AS id FROM segment_membership JOIN profile USING (shop_id, profile_id)
       JOIN segment USING (shop_id, segment_id)
       WHERE shop_id = $1 AND handle = $2 AND customer_id IS NOT NULL`,
      [shopId, handle],
    );
    expect(rows.map(({ id }) => id).toSorted()).toEqual(expected);
    const tagged = await app.pool.query<{ id: string }>(
      "SELECT customer_id AS id FROM tag_state WHERE shop_id = $1 AND $2 = ANY(desired)",
      [shopId, `kindling:${handle}`],
    );
    expect(tagged.rows.map(({ id }) => id).toSorted()).toEqual(expected);
  }
  // History and memberships tell the same: who is in entered once more often than they left.
  const { rows: torn } = await app.pool.query(
    `SELECT segment_id, profile_id FROM membership_change WHERE shop_id = $1 GROUP BY 1, 2
     HAVING sum(CASE WHEN entered THEN 1 ELSE -1 END) <> (SELECT count(*) FROM segment_membership member
       WHERE member.shop_id = $1 AND member.segment_id = membership_change.segment_id
         AND member.profile_id = membership_change.profile_id)`,
    [shopId],
  );
  expect(torn).toEqual([]);
}, 600_000);
