import { expect, test } from "vitest";
import { loadPublished } from "../../../app/db/segment-versions.ts";
import { DEFAULT_SEGMENTS } from "../../../app/pipeline/segment/default-segments.ts";
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
