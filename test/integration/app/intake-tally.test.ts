import { expect, test } from "vitest";
import { createIntakeTally } from "../../../app/services/intake-tally.ts";
import { NOW, useShop } from "../../support/app-shop.ts";

const app = useShop();

test("a minute of a shop holds a hundred reasons, and counts what is beyond them together", async () => {
  let at = NOW;
  const tally = createIntakeTally({
    pool: app.pool,
    clock: () => at,
    onFailure: (reason) => {
      throw new Error(reason);
    },
  });
  const note = (reason: string): void =>
    tally.note({ shopId: app.shopId, source: "api", outcome: "ignored", reason, count: 1 });
  for (let name = 0; name < 250; name += 1) note(`name ${name}`);
  note("name 7");
  at += 60_000;
  note("name 249");
  await tally.stop();
  const { rows } = await app.pool.query<{ reason: string; count: number }>(
    "SELECT reason, count FROM intake_minute WHERE shop_id = $1 ORDER BY minute, reason",
    [app.shopId],
  );
  expect(rows).toHaveLength(102);
  expect(rows).toContainEqual({ reason: "name 7", count: 2 });
  expect(rows).toContainEqual({ reason: "others", count: 150 });
  expect(rows.at(-1)).toEqual({ reason: "name 249", count: 1 });
});
