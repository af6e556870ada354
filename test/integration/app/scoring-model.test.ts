import { expect, test } from "vitest";
import { claimDueProfiles } from "../../../app/db/due-profiles.ts";
import { listScoringModels } from "../../../app/db/scoring-models.ts";
import { inTransaction } from "../../../app/db/transaction.ts";
import { DEFAULT_MODEL } from "../../../app/pipeline/score/default-model.ts";
import { findPreset } from "../../../app/pipeline/score/presets.ts";
import { changeScoringModel } from "../../../app/services/change-scoring-model.ts";
import { loadScoringModels, modelInForce } from "../../../app/services/load-scoring-model.ts";
import { rebuildTags } from "../../../app/services/rebuild-tags.ts";
import { scoreShop } from "../../../app/services/score-shop.ts";
import { ingestAll, scoreAll } from "../../support/app-direct.ts";
import { HOUR_MS, NOW, useShop } from "../../support/app-shop.ts";

const shop = useShop();
const { work, makeHot, dueAtOf, membershipsOf, desiredOf } = shop;

const FASHION = findPreset("fast-fashion")?.model;

const change = (model: unknown, now = NOW, note?: string) =>
  changeScoringModel({
    pool: shop.pool,
    shopId: shop.shopId,
    model,
    now,
    ...(note ? { note } : {}),
  });

/** The default model under which nobody has any intent. */
const indifferent = {
  ...DEFAULT_MODEL,
  intent: { ...DEFAULT_MODEL.intent, groupCaps: { browsing: 0, product: 0, cart: 0, checkout: 0 } },
};

async function readScore(): Promise<{ intent: number | null; version: number | null }> {
  const { rows } = await shop.pool.query<{ intent: number | null; version: number | null }>(
    "SELECT intent, model_version AS version FROM profile WHERE shop_id = $1",
    [shop.shopId],
  );
  return rows[0] ?? { intent: null, version: null };
}

test("A shop begins with the standard model, as version 1 of its own.", async () => {
  await makeHot(1, NOW);
  await ingestAll(work(NOW));
  expect(await listScoringModels(shop.pool, shop.shopId)).toEqual([]);
  await scoreAll(work(NOW));
  expect(await readScore()).toMatchObject({ version: 1 });
  expect(await listScoringModels(shop.pool, shop.shopId)).toEqual([
    {
      version: 1,
      preset: "standard",
      note: null,
      createdAt: NOW,
      model: { ...DEFAULT_MODEL, version: 1 },
    },
  ]);
});

test("A shop that was scored before models were kept is scored anew under its first one.", async () => {
  await makeHot(1, NOW);
  await ingestAll(work(NOW));
  await scoreAll(work(NOW));
  await shop.pool.query("UPDATE profile SET model_version = 2 WHERE shop_id = $1", [shop.shopId]);
  await shop.pool.query("DELETE FROM scoring_model WHERE shop_id = $1", [shop.shopId]);
  expect(await dueAtOf(1)).toBeGreaterThan(NOW + 1);
  expect(await scoreAll(work(NOW + 1))).toBe(1);
  expect(await readScore()).toMatchObject({ version: 1 });
});

test("A change of the model is the next version, and everybody is scored under it; the older versions stay.", async () => {
  await makeHot(1, NOW);
  await ingestAll(work(NOW));
  await scoreAll(work(NOW));
  expect(await membershipsOf(1)).toEqual(["high-intent"]);

  const later = NOW + HOUR_MS / 2;
  expect(await change(indifferent, later, "Nobody is hot")).toEqual({
    outcome: "changed",
    version: 2,
  });
  expect(await scoreAll(work(later))).toBe(1);
  expect(await readScore()).toEqual({ intent: 0, version: 2 });
  expect(await membershipsOf(1)).toEqual([]);
  // The raw events judged by the model of the time ask for the same tags, before the change and after it.
  const rebuilt = (asOf: number) => rebuildTags({ pool: shop.pool, shopId: shop.shopId, asOf });
  expect((await rebuilt(later)).get("1")).toEqual(await desiredOf(1));
  expect((await rebuilt(later - 1)).get("1")).toEqual(["kindling:high-intent"]);

  const models = await loadScoringModels(shop.pool, shop.shopId);
  expect(models.map(({ version, preset, note }) => [version, preset, note])).toEqual([
    [1, "standard", null],
    [2, null, "Nobody is hot"],
  ]);
  expect(models[1]?.model).toEqual({ ...indifferent, version: 2 });
  const inForce = [0, NOW, later - 1, later].map((at) => modelInForce(models, at).version);
  expect(inForce).toEqual([1, 1, 1, 2]);
});

test("A preset is named where its numbers are chosen, and choosing what is in force makes no version.", async () => {
  expect(await change(DEFAULT_MODEL)).toEqual({ outcome: "unchanged", version: 1 });
  expect(await change(FASHION)).toEqual({ outcome: "changed", version: 2 });
  expect(await change({ ...FASHION, version: 77 })).toEqual({ outcome: "unchanged", version: 2 });
  const [newest] = await listScoringModels(shop.pool, shop.shopId);
  expect(newest).toMatchObject({ version: 2, preset: "fast-fashion" });
  // Groups and signals come back in the order in which they were written.
  expect(JSON.stringify(newest?.model)).toBe(JSON.stringify({ ...FASHION, version: 2 }));
});

test("A model that cannot be is refused by its fields, and nothing changes.", async () => {
  const trustCaps = { claimed: 10, unsigned: 20 };
  expect(await change({ ...DEFAULT_MODEL, trustCaps, mood: 1 })).toEqual({
    outcome: "invalid",
    errors: [
      {
        path: "trustCaps.unsigned",
        found: "20",
        expected: "at most trustCaps.claimed, of which it is a part",
      },
      { path: "mood", found: "1", expected: "left out: there is no such field" },
    ],
  });
  expect(await change("standard")).toMatchObject({ outcome: "invalid", errors: [{ path: "" }] });
  expect(await listScoringModels(shop.pool, shop.shopId)).toHaveLength(1);
});

test("Two changes at once are two versions.", async () => {
  const outcomes = await Promise.all([change(FASHION), change(indifferent)]);
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(["changed", "changed"]);
  const versions = (await listScoringModels(shop.pool, shop.shopId)).map(({ version }) => version);
  expect(versions).toEqual([3, 2, 1]);
});

test("A model that changes while a profile is being scored has the profile scored by it afterwards.", async () => {
  await makeHot(1, NOW);
  await ingestAll(work(NOW));
  await scoreAll(work(NOW));
  await shop.pool.query("UPDATE profile SET due_at = $2 WHERE shop_id = $1", [
    shop.shopId,
    new Date(NOW),
  ]);
  await inTransaction(shop.pool, async (db) => {
    // What a scorer does that has read the old model, and has not committed yet.
    expect(
      await claimDueProfiles(db, shop.shopId, { now: NOW, limit: 10, after: null }),
    ).toHaveLength(1);
    expect(await change(indifferent)).toEqual({ outcome: "changed", version: 2 });
    // Another one passes it over, and it stays due.
    expect((await scoreShop({ ...work(NOW), limit: 10 })).profiles).toBe(0);
    await db.query("UPDATE profile SET due_at = NULL WHERE shop_id = $1", [shop.shopId]);
  });
  expect((await scoreShop({ ...work(NOW), limit: 10 })).profiles).toBe(1);
  expect(await readScore()).toEqual({ intent: 0, version: 2 });
});
