import { expect, test } from "vitest";
import { createIntakeTally } from "../../../app/services/intake-tally.ts";
import { NOW, useShop } from "../../support/app-shop.ts";

const app = useShop();

const openTally = (clock: () => number) =>
  createIntakeTally({
    pool: app.pool,
    clock,
    onFailure: (reason) => {
      throw new Error(reason);
    },
  });
const of = (reason: string) =>
  ({ shopId: app.shopId, source: "api", outcome: "ignored", reason, count: 1 }) as const;

test("a name that cannot be stored takes nobody's counts with it", async () => {
  const tally = openTally(() => NOW);
  const long = "x".repeat(119);
  for (const name of ["fine", "\u0000", "\ud800", "\ud801", `${long}\u{1F525}`])
    tally.note(of(name));
  await tally.stop();
  const { rows } = await app.pool.query<{ reason: string; count: number }>(
    "SELECT reason, count FROM intake_minute WHERE shop_id = $1 ORDER BY length(reason), reason",
    [app.shopId],
  );
  expect(rows).toEqual([
    { reason: "\ufffd", count: 3 },
    { reason: "fine", count: 1 },
    { reason: `${long}\ufffd`, count: 1 },
  ]);
});

test("a minute of a shop holds a hundred reasons, and counts what is beyond them together", async () => {
  let at = NOW;
  const tally = openTally(() => at);
  const note = (reason: string): void => tally.note(of(reason));
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
