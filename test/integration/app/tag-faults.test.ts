import { setTimeout as sleep } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { saveDesiredTags } from "../../../app/db/tag-states.ts";
import type { GraphqlFaults } from "../../../dev-store/admin-api/faults.ts";
import { createRandom, type Random } from "../../../dev-store/simulation/random.ts";
import { useApp, type Installed } from "../../support/app-world.ts";

/** More of it on the command line: TAG_KILLS=50 TAG_SEED=2 npm test -- --project integration THIS FILE */
const KILLS = Number(process.env["TAG_KILLS"] ?? 4);
const SEED = Number(process.env["TAG_SEED"] ?? 1);
const CUSTOMERS = 80;
const ROUNDS_A_KILL = 6;
const HOUR_MS = 3_600_000;
const PREFIX = "kindling:";
const TAGS = ["vip", "churn-risk", "high-intent", "new"].map((tag) => `${PREFIX}${tag}`);

const app = useApp();

/** What a world without faults would show: the tags of ours that are wanted, and everybody else's. */
interface Expected {
  ours: Map<string, string[]>;
  foreign: Map<string, string[]>;
}

test("Whatever fails, whoever is killed and whatever a merchant edits meanwhile, the tags end as they should, and no other tag is touched.", async () => {
  const installed = await app.install("faulty");
  const { shop, shopId } = installed;
  // The test's customers are unheard of on purpose; a comparison with Shopify would find and score them.
  await app.pool.query("UPDATE reconciliation SET due_at = '2099-01-01'");
  const random = createRandom(SEED);
  const ids = shop.batch(() =>
    Array.from({ length: CUSTOMERS }, (_, index) => {
      return shop.createCustomer({ tags: ["Wholesale", `own-${index}`] }, { emit: false }).id;
    }),
  );
  const expected: Expected = {
    ours: new Map(ids.map((id) => [id, []])),
    foreign: new Map(ids.map((id, index) => [id, [`own-${index}`, "Wholesale"]])),
  };
  app.devStore.clock.setSpeed(30);
  for (let kills = 0; kills < KILLS; kills += 1) {
    // One that is still starting would be killed at nothing.
    await vi.waitUntil(() => app.worker.workedMs() !== undefined, { timeout: 30_000 });
    for (let round = 0; round < ROUNDS_A_KILL; round += 1) {
      breakSomething(random);
      await wish(installed, { ids, random, expected });
      edit(installed, { ids, random, expected });
      if (random.chance(0.2)) await revokeToken(installed);
      await sleep(random.between(0, 120));
    }
    await app.killWorker();
    // Half a day later: the tokens are old, and nobody's slips of the hand add up to a contest.
    app.devStore.clock.set(app.devStore.clock.now() + 12 * HOUR_MS);
  }
  app.devStore.faults.graphql = {};
  app.devStore.clock.setSpeed(120);
  await app.settle(shopId);

  for (const id of ids) {
    // The first casing stays: a merchant may have put up a wanted tag in another one.
    const tags = shop.customerTags(id).map((tag) => tag.toLowerCase());
    const isOurs = (tag: string): boolean => tag.startsWith(PREFIX);
    expect(tags.filter(isOurs).toSorted(), `customer ${id}`).toEqual(expected.ours.get(id));
    expect(tags.filter((tag) => !isOurs(tag)).toSorted()).toEqual(
      expected.foreign
        .get(id)
        ?.map((tag) => tag.toLowerCase())
        .toSorted(),
    );
  }
  const { rows } = await app.pool.query(
    `SELECT customer_id, in_doubt, needs_check, failure, contested FROM tag_state WHERE shop_id = $1
       AND (in_doubt OR needs_check OR failure IS NOT NULL OR contested <> '{}')`,
    [shopId],
  );
  expect(rows).toEqual([]);
}, 1_200_000);

function breakSomething(random: Random): void {
  const times = random.between(1, 3);
  app.devStore.faults.graphql = random.pick<GraphqlFaults>([
    {},
    { throttleNext: times },
    { status500Next: times },
    { dropAfterCommitNext: times },
    { status500Next: 1, dropAfterCommitNext: times },
  ]);
}

type Scene = { ids: string[]; random: Random; expected: Expected };

/** Other tags are wanted of some customers than before. */
async function wish({ shopId }: Installed, { ids, random, expected }: Scene): Promise<void> {
  const rows = ids
    .filter(() => random.chance(0.25))
    .map((customerId) => ({ customerId, desired: TAGS.filter(() => random.chance(0.5)).sort() }));
  for (const { customerId, desired } of rows) expected.ours.set(customerId, desired);
  await saveDesiredTags(app.pool, shopId, rows, app.devStore.clock.now());
}

/** A merchant removes one of our tags, puts one up, or a tag of their own, on some customers. */
function edit({ shop }: Installed, { ids, random, expected }: Scene): void {
  for (const id of ids.filter(() => random.chance(0.03))) {
    const tags = shop.customerTags(id);
    const tag = random.pick(["kindling:vip", "Kindling:New", "kindling:made-up", "mine"]);
    const without = tags.filter((each) => each.toLowerCase() !== tag.toLowerCase());
    shop.setCustomerTags(id, without.length < tags.length ? without : [...tags, tag]);
    if (tag === "mine") {
      const foreign = expected.foreign.get(id) ?? [];
      const others = foreign.filter((each) => each !== tag);
      expected.foreign.set(id, others.length < foreign.length ? others : [...foreign, tag]);
    }
  }
}

async function revokeToken({ domain }: Installed): Promise<void> {
  await app.pool.query(
    `UPDATE "Session" SET "accessToken" = 'shpat_revoked' WHERE shop = $1 AND NOT "isOnline"`,
    [domain],
  );
}
