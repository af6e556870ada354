import { expect, test } from "vitest";
import type { TrialCard } from "../../../app/pipeline/predict/shop/model-card.ts";
import { readBacktests } from "../../../app/queries/read-backtests.ts";
import { DAY_MS, NOW, useShop } from "../../support/app-shop.ts";

const app = useShop();

const judged = (auc: number) => ({
  ...{ happened: 40, count: 500, auc },
  ...{ brier: 0.06, brierOfBaseRate: 0.07 },
});

/** A kept fit, of whose card only the trials matter here. */
const keep = (fitId: number, tasks: Record<string, { trials: TrialCard[] }>) =>
  app.pool.query(
    `INSERT INTO prediction_fit (shop_id, fit_id, as_of, fitted_at, card, seconds, peak_bytes)
     VALUES ($1, $2, $3, $3, $4, 1, 1)`,
    [app.shopId, fitId, new Date(NOW), JSON.stringify({ tasks })],
  );

test("every past date stands once, as the newest fit judged it, the oldest first", async () => {
  const [early, middle, late] = [NOW - 60 * DAY_MS, NOW - 30 * DAY_MS, NOW - DAY_MS];
  // Fitted before figures were kept for each date.
  await keep(1, { week: { trials: [{ cut: early - DAY_MS }] } });
  await keep(2, {
    week: { trials: [{ cut: middle, judged: judged(0.6) }] },
    year: { trials: [] },
  });
  await keep(3, {
    week: {
      trials: [
        { cut: middle, judged: judged(0.7) },
        { cut: late, judged: judged(0.8) },
        { cut: early, judged: judged(0.5) },
      ],
    },
  });
  expect(await readBacktests(app.shopId, app.pool)).toEqual({
    week: [
      { at: early, ...judged(0.5) },
      { at: middle, ...judged(0.7) },
      { at: late, ...judged(0.8) },
    ],
    year: [],
  });
});

test("a shop of which nothing was fitted has none", async () => {
  expect(await readBacktests(app.shopId, app.pool)).toEqual({});
});
