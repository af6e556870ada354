import { expect, test } from "vitest";
import { DEFAULT_MODEL } from "../../../app/pipeline/score/default-model.ts";
import { packLedger } from "../../../app/pipeline/score/pack-ledger.ts";
import type { ProfileScores, Score } from "../../../app/pipeline/score/scores.ts";
import { changeScoringModel } from "../../../app/services/change-scoring-model.ts";
import { explainScores } from "../../../app/services/explain-scores.ts";
import { ingestAll, scoreAll } from "../../support/app-direct.ts";
import { DAY_MS, HOUR_MS, NOW, order, useShop } from "../../support/app-shop.ts";
import { rebuildScores } from "../../support/rebuild-scores.ts";

const shop = useShop();
const { tell, work, makeHot } = shop;

const ask = (asOf: number, rest: { customerId?: string; version?: number } = {}) =>
  explainScores({ ...work(NOW + 40 * DAY_MS), customerId: "1", asOf, ...rest });

async function explain(asOf: number, version?: number): Promise<ProfileScores> {
  const answer = await ask(asOf, version === undefined ? {} : { version });
  if (answer.outcome !== "explained") throw new Error(answer.outcome);
  return answer.scores;
}

async function readStored(): Promise<{ ledger: unknown; version: number }> {
  const { rows } = await shop.pool.query<{ ledger: unknown; version: number }>(
    `SELECT ledger, model_version AS version FROM profile WHERE shop_id = $1 AND customer_id = '1'`,
    [shop.shopId],
  );
  return rows[0] ?? { ledger: null, version: 0 };
}

const sumOf = ({ contributions }: Score): number =>
  contributions.reduce((sum, line) => sum + line.points, 0);

test("The ledger of any past instant is the one that was stored then, under the model of the time.", async () => {
  const stored: { at: number; ledger: unknown; version: number }[] = [];
  const live = async (at: number): Promise<void> => {
    await ingestAll(work(at));
    await shop.pool.query("UPDATE profile SET due_at = $2 WHERE shop_id = $1", [
      shop.shopId,
      new Date(at),
    ]);
    await scoreAll(work(at));
    stored.push({ at, ...(await readStored()) });
  };
  // Others to compare with, from before.
  for (const other of [2, 3, 4]) {
    const at = NOW - 5 * DAY_MS;
    await tell("orders/create", at, order(other, other, at, `${other}0.00`));
  }
  await makeHot(1, NOW);
  await live(NOW);
  await tell("orders/create", NOW + HOUR_MS, order(10, 1, NOW + HOUR_MS, "25.00"));
  await live(NOW + HOUR_MS);
  await live(NOW + 7 * HOUR_MS);
  await changeScoringModel({
    ...work(NOW + DAY_MS),
    model: { ...DEFAULT_MODEL, behavior: { intent: 1, engagement: 1, value: 1 } },
  });
  await live(NOW + DAY_MS);
  // Of tomorrow on somebody else is the best customer.
  const later = NOW + DAY_MS + HOUR_MS;
  await tell("orders/create", later, order(11, 2, later, "900.00"));
  await live(later);
  await live(NOW + 3 * DAY_MS);
  const refund = {
    id: 1,
    order_id: 10,
    created_at: new Date(NOW + 4 * DAY_MS).toISOString(),
    transactions: [{ kind: "refund", status: "success", amount: "20.00", currency: "EUR" }],
  };
  await tell("refunds/create", NOW + 4 * DAY_MS, refund);
  await live(NOW + 4 * DAY_MS);
  await live(NOW + 30 * DAY_MS);

  for (const { at, ledger, version } of stored) {
    const { intent, engagement, value, behavior, modelVersion } = await explain(at);
    expect(packLedger({ intent, engagement, value, behavior })).toEqual(ledger);
    expect(modelVersion).toBe(version);
    for (const score of [intent, engagement, value, behavior]) {
      expect(sumOf(score)).toBe(score.points ?? 0);
    }
  }
  expect(stored.map(({ version }) => version)).toEqual([1, 1, 1, 2, 2, 2, 2, 2]);

  // So say the raw events alone, to the millionth and line by line.
  const instants = stored.map(({ at }) => at);
  const rebuilt = await rebuildScores({ ...work(NOW), instants });
  for (const [index, scores] of rebuilt.entries()) {
    expect(scores.get("1")).toEqual(await explain(instants[index] ?? 0));
  }
});

test("An instant before anything was known has no score, and says why.", async () => {
  await makeHot(1, NOW);
  await ingestAll(work(NOW));
  await scoreAll(work(NOW));
  const scores = await explain(NOW - DAY_MS);
  expect(scores.intent).toMatchObject({ points: null, reason: "no-browsing-yet" });
  expect(scores.behavior).toMatchObject({ points: null, reason: "nothing-known-yet" });
});

test("A fact that arrives late is in the ledger of the past.", async () => {
  await makeHot(1, NOW);
  await ingestAll(work(NOW));
  const before = await explain(NOW);
  const past = NOW - 2 * DAY_MS;
  await tell("orders/create", NOW + HOUR_MS, order(1, 1, past));
  await ingestAll(work(NOW + HOUR_MS));
  const after = await explain(NOW);
  expect(before.value).toMatchObject({ points: null, reason: "no-orders-yet" });
  // The shop had no customer before it but this one, who reaches every tenth.
  expect(after.value.contributions[0]).toMatchObject({ term: "monetary", count: 10 });
});

test("A version of the model that is asked for is taken whenever it was in force.", async () => {
  await makeHot(1, NOW);
  await ingestAll(work(NOW));
  const intent = {
    ...DEFAULT_MODEL.intent,
    groupCaps: { browsing: 0, product: 0, cart: 1, checkout: 0 },
  };
  await changeScoringModel({
    ...work(NOW + DAY_MS),
    model: { ...DEFAULT_MODEL, intent },
    note: "Less",
  });
  expect((await explain(NOW, 2)).intent.points).toBe(1_000_000);
  expect((await explain(NOW)).intent.points).toBeGreaterThan(60_000_000);
  expect(await ask(NOW + DAY_MS)).toMatchObject({
    model: { version: 2, preset: null, note: "Less", createdAt: NOW + DAY_MS },
  });
  expect(await ask(NOW, { version: 3 })).toEqual({ outcome: "unknown-version" });
});

test("What is not known is said: a customer who is not there, an instant that is not yet.", async () => {
  await makeHot(1, NOW);
  await ingestAll(work(NOW));
  expect(await ask(NOW, { customerId: "77" })).toEqual({ outcome: "unknown-customer" });
  expect(await ask(NOW + 41 * DAY_MS)).toEqual({ outcome: "in-the-future" });
});
