import { expect, test } from "vitest";
import { DEFAULT_MODEL } from "../../../app/pipeline/score/default-model.ts";
import { changeScoringModel } from "../../../app/services/change-scoring-model.ts";
import { previewScoring, type ScoringPreview } from "../../../app/services/preview-scoring.ts";
import { publishScoring } from "../../../app/services/publish-scoring.ts";
import { readScoring } from "../../../app/services/read-scoring.ts";
import { ingestAll, scoreAll } from "../../support/app-direct.ts";
import { count } from "../../support/app-rows.ts";
import { DAY_MS, NOW, order, useShop } from "../../support/app-shop.ts";

const shop = useShop();
const { work, makeHot, tell } = shop;
const NOTHING = { from: null, left: null, right: null };

/** Customers 1 to 3 in the middle of a checkout, and 4 and 5, who ordered once. */
async function fill(): Promise<void> {
  for (const hot of [1, 2, 3]) await makeHot(hot, NOW);
  for (const cold of [4, 5])
    await tell("orders/create", NOW - DAY_MS, order(cold, cold, NOW - DAY_MS));
  await ingestAll(work(NOW));
  await scoreAll(work(NOW));
}

/** The standard model under which nobody has any intent. */
const indifferent = {
  ...DEFAULT_MODEL,
  intent: { ...DEFAULT_MODEL.intent, groupCaps: { browsing: 0, product: 0, cart: 0, checkout: 0 } },
};

async function preview(model: unknown): Promise<ScoringPreview> {
  const found = await previewScoring({ ...work(NOW), body: { model } });
  if (found.outcome !== "previewed") throw new Error(`refused: ${found.outcome}`);
  return found;
}

const exactly = (amount: number) => ({ count: amount, low: amount, high: amount });

test("a preview scores all customers of a small shop by both models, and writes nothing", async () => {
  await fill();
  const { intent, value, behavior } = (await preview(indifferent)).scores;
  expect(intent.before.unknown).toBe(2);
  expect(intent.after.bins[0]).toBe(3);
  expect(intent).toMatchObject({ rising: exactly(0), falling: exactly(3), risers: [] });
  expect(intent.fallers.map(({ customerId }) => customerId).toSorted()).toEqual(["1", "2", "3"]);
  expect(intent.fallers[0]?.because[0]?.term).toBe("checkout_started");
  expect(value).toMatchObject({ rising: exactly(0), falling: exactly(0) });
  expect(behavior.falling).toEqual(exactly(3));
  const { rows } = await shop.pool.query<{ intent: number }>(
    "SELECT intent FROM profile WHERE shop_id = $1 AND customer_id = '1'",
    [shop.shopId],
  );
  // Before is what the shop is scored by now, to the digit.
  const [first] = intent.fallers.filter(({ customerId }) => customerId === "1");
  expect(first?.before).toBe(rows[0]?.intent);
  expect(await count(shop.pool, "FROM scoring_model WHERE shop_id = $1", [shop.shopId])).toBe(1);
});

test("a preview counts who crosses what segments ask for", async () => {
  await fill();
  const { thresholds } = await preview(indifferent);
  expect(thresholds).toContainEqual({
    ...{ score: "intent", comparison: "at-least", points: 60 },
    segments: [{ handle: "high-intent", name: "High intent" }],
    ...{ before: exactly(3), after: exactly(0), reaching: exactly(0), losing: exactly(3) },
  });
});

test("a model that cannot be is refused by its fields", async () => {
  const trustCaps = { claimed: 10, unsigned: 20 };
  expect(
    await previewScoring({ ...work(NOW), body: { model: { ...DEFAULT_MODEL, trustCaps } } }),
  ).toMatchObject({ outcome: "invalid", errors: [{ path: "trustCaps.unsigned", found: "20" }] });
});

test("publishing is refused where another version came into force meanwhile", async () => {
  const change = (basedOn: number, model: unknown, note = "") =>
    publishScoring({ ...work(NOW), body: { basedOn, model, note } });
  expect(await change(1, indifferent, " Nobody is hot ")).toEqual({
    outcome: "changed",
    version: 2,
  });
  expect(await change(1, DEFAULT_MODEL)).toEqual({ outcome: "stale", version: 2 });
  expect(await change(2, DEFAULT_MODEL)).toEqual({ outcome: "changed", version: 3 });
  const { versions } = await readScoring(shop.pool, shop.shopId, NOTHING);
  expect(
    versions.map(({ version, note, sameAs, preset }) => [version, note, sameAs, preset]),
  ).toEqual([
    [3, null, 1, "standard"],
    [2, "Nobody is hot", null, null],
    [1, null, null, "standard"],
  ]);
});

test("versions and presets are compared, and begin a draft of the next version", async () => {
  await changeScoringModel({ ...work(NOW), model: indifferent });
  const asked = { from: "1", left: "2", right: "standard" };
  const { draft, comparison } = await readScoring(shop.pool, shop.shopId, asked);
  expect(draft).toEqual({ from: "1", model: { ...DEFAULT_MODEL, version: 2 } });
  expect(comparison?.differences).toEqual(
    Object.entries(DEFAULT_MODEL.intent.groupCaps).map(([group, to]) => ({
      path: `intent.groupCaps.${group}`,
      from: 0,
      to,
    })),
  );
  const gone = await readScoring(shop.pool, shop.shopId, { from: "9", left: "2", right: "9" });
  expect(gone).toMatchObject({ draft: null, comparison: null });
});
