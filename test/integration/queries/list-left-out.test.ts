import { expect, test } from "vitest";
import { addIntake, type IntakeCount } from "../../../app/db/intake.ts";
import { listLeftOut } from "../../../app/queries/list-left-out.ts";
import { HOUR_MS, NOW, useShop } from "../../support/app-shop.ts";

const app = useShop();

test("what counts nowhere is listed by its reason, the most frequent first", async () => {
  const minute = Math.floor(NOW / 60_000);
  const count = (more: Partial<IntakeCount>): IntakeCount => ({
    shopId: app.shopId,
    source: "api",
    minute,
    outcome: "ignored",
    reason: "Song Played",
    count: 1,
    ...more,
  });
  await addIntake(app.pool, [
    count({}),
    count({ minute: minute - 5, count: 2 }),
    count({ outcome: "rejected", reason: "no-identity", count: 7 }),
    count({ outcome: "accepted", reason: "", count: 50 }),
    count({ source: "klaviyo", reason: "event:klaviyo.bounced_email" }),
    count({ minute: minute - 600, reason: "Long Ago" }),
  ]);
  const asked = { shopId: app.shopId, source: "api", since: NOW - HOUR_MS } as const;
  expect(await listLeftOut(asked, app.pool)).toEqual([
    {
      source: "api",
      outcome: "rejected",
      reason: "no-identity",
      count: 7,
      lastAt: minute * 60_000,
    },
    { source: "api", outcome: "ignored", reason: "Song Played", count: 3, lastAt: minute * 60_000 },
  ]);
});
