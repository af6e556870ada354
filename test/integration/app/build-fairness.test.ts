import { expect, test } from "vitest";
import { findBuild } from "../../../app/db/segment-builds.ts";
import { BUILD_BATCH, buildRound } from "../../../app/services/build-round.ts";
import { refreshBenchmarks } from "../../../app/services/refresh-benchmarks.ts";
import { addShop, useAppPool } from "../../support/app-direct.ts";
import { NOW } from "../../support/app-shop.ts";
import { draftOf, orderedAtLeast, publish } from "../../support/publish.ts";

const app = useAppPool();

async function addShopOf(domain: string, profiles: number): Promise<number> {
  const shopId = await addShop(app.pool, domain, { now: NOW });
  await app.pool.query(
    "INSERT INTO profile (shop_id, profile_id, customer_id) SELECT $1, id, id::text FROM generate_series(1, $2) AS id",
    [shopId, profiles],
  );
  await refreshBenchmarks({ pool: app.pool, shopId, isReady: true, now: NOW });
  const draft = draftOf({ kind: "none", of: [orderedAtLeast(1)] });
  await publish({ pool: app.pool, shopId, now: NOW }, { handle: "everybody", draft });
  return shopId;
}

test("a build of a large shop keeps another's small one waiting for a batch at most", async () => {
  const large = await addShopOf("large.myshopify.com", 4 * BUILD_BATCH);
  const small = await addShopOf("small.myshopify.com", 10);
  const failures: string[] = [];
  const round = buildRound({
    pool: app.pool,
    clock: () => NOW,
    onFailure: ({ reason }) => failures.push(reason),
  });
  // One round judges the ten, the next one puts the segment into force.
  await round();
  await round();
  expect(await findBuild(app.pool, small)).toBeNull();
  expect(await findBuild(app.pool, large)).toMatchObject({ done: 2 * BUILD_BATCH });
  while ((await round()) === "worked");
  expect(await findBuild(app.pool, large)).toBeNull();
  expect(failures).toEqual([]);
});
