import { expect, test } from "vitest";
import { loadPublished } from "../../../app/db/segment-versions.ts";
import { DEFAULT_SEGMENTS } from "../../../app/pipeline/segment/default-segments.ts";
import { FORMER_SEGMENTS } from "../../../app/pipeline/segment/former-segments.ts";
import { priceWatcher } from "../../../app/pipeline/segment/ready-intent.ts";
import { deleteSegment } from "../../../app/services/delete-segment.ts";
import { ensureReadySegments } from "../../../app/services/give-ready-segments.ts";
import { ingestAll, scoreAll } from "../../support/app-direct.ts";
import { NOW, order, useShop } from "../../support/app-shop.ts";
import { buildAll, draftOf, orderedAtLeast, publish } from "../../support/publish.ts";

const shop = useShop();
const { work } = shop;
const HANDLES = DEFAULT_SEGMENTS.map(({ handle }) => handle).sort();

async function segments(): Promise<{ handle: string; version: number | null; name: string }[]> {
  const { rows } = await shop.pool.query<{ handle: string; version: number | null; name: string }>(
    "SELECT handle, version, name FROM segment WHERE shop_id = $1 ORDER BY handle",
    [shop.shopId],
  );
  return rows;
}

test("a shop of an earlier version of the app is given what it lacks, and keeps what it has", async () => {
  await shop.tell("orders/create", NOW, order(1, 1, NOW - 1000));
  await ingestAll(work(NOW));
  await scoreAll(work(NOW));
  // As it was before segments had versions: six of them, in a language of conditions that is gone.
  const six = HANDLES.slice(0, 6);
  await shop.pool.query("DELETE FROM segment_version WHERE shop_id = $1", [shop.shopId]);
  await shop.pool.query("DELETE FROM segment WHERE shop_id = $1 AND handle <> ALL($2)", [
    shop.shopId,
    six,
  ]);
  await shop.pool.query(
    `UPDATE segment SET version = 0, condition = '{"kind": "of another time"}' WHERE shop_id = $1`,
    [shop.shopId],
  );
  await shop.pool.query("UPDATE shop SET ready_segments = '{}' WHERE shop_id = $1", [shop.shopId]);

  // The first scoring after the upgrade reads no condition that it does not know.
  await scoreAll(work(NOW + 1000));
  const upgraded = await segments();
  expect(upgraded.map(({ handle }) => handle)).toEqual(HANDLES);
  for (const { handle, version } of upgraded) {
    expect(version, handle).toBe(six.includes(handle) ? 1 : null);
  }
  await buildAll(work(NOW + 2000));
  expect((await segments()).every(({ version }) => version === 1)).toBe(true);
  expect(await loadPublished(shop.pool, shop.shopId)).toHaveLength(HANDLES.length);
});

/** As an earlier release left the shop: price watchers of any look, and nobody asked about them. */
async function goBack(definition: object = FORMER): Promise<void> {
  const { shopId, pool } = shop;
  const marks = FORMER_SEGMENTS.map(({ mark }) => mark);
  await pool.query(
    `UPDATE shop SET ready_segments = ARRAY(SELECT unnest(ready_segments) EXCEPT SELECT unnest($2::text[]))
     WHERE shop_id = $1`,
    [shopId, marks],
  );
  await pool.query(
    `UPDATE segment_version SET definition = $2 FROM segment
     WHERE segment.shop_id = $1 AND segment_version.shop_id = $1 AND handle = 'price-watcher'
       AND segment.segment_id = segment_version.segment_id`,
    [shopId, definition],
  );
}

const former = FORMER_SEGMENTS[0]?.former ?? priceWatcher;
// In the words of that release, which knew no "afterwards" and kept the handle apart.
const FORMER: object = JSON.parse(
  JSON.stringify({ ...former, handle: undefined }).replace(',"afterwards":false', ""),
);

const watchers = async () =>
  (await loadPublished(shop.pool, shop.shopId)).find(({ handle }) => handle === "price-watcher");

test("a ready segment that has become another one is published anew where it stands as it was given, once", async () => {
  await scoreAll(work(NOW));
  await goBack({ ...FORMER, tag: null });
  await scoreAll(work(NOW + 1000));
  await buildAll(work(NOW + 1000));
  const { handle: _, ...now } = { ...priceWatcher, tag: null };
  expect(await watchers()).toMatchObject({ version: 2, definition: now });
  expect((await watchers())?.inForceAt).not.toBeNull();
  // A merchant who wants it as it was before has it so.
  const back = draftOf(former.condition, { ...former, tag: null });
  expect(
    await publish(work(NOW), { handle: "price-watcher", draft: back, baseVersion: 2 }),
  ).toMatchObject({ outcome: "published" });
  await scoreAll(work(NOW + 2000));
  expect(await watchers()).toMatchObject({ version: 3 });
});

test("a ready segment that has become another one stays as it is where a merchant changed a word of it", async () => {
  await scoreAll(work(NOW));
  await goBack({ ...FORMER, description: "Mine." });
  await scoreAll(work(NOW + 1000));
  expect(await watchers()).toMatchObject({ version: 1 });
});

test("what a merchant changed or deleted is left alone", async () => {
  const [edited = "", deleted = ""] = HANDLES;
  const draft = draftOf(orderedAtLeast(3), { name: "Mine" });
  expect(await publish(work(NOW), { handle: edited, draft, baseVersion: 1 })).toMatchObject({
    outcome: "published",
  });
  expect(await deleteSegment({ ...work(NOW), handle: deleted })).toEqual({ outcome: "deleted" });
  await scoreAll(work(NOW));
  await buildAll(work(NOW));
  await ensureReadySegments(work(NOW));
  const now = await segments();
  expect(now.find(({ handle }) => handle === edited)?.name).toBe("Mine");
  expect(now.map(({ handle }) => handle)).not.toContain(deleted);
});
