import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { getShop } from "../../../app/db/shop.ts";
import { applyRetention } from "../../../app/services/apply-retention.ts";
import { setRetention } from "../../../app/services/set-retention.ts";
import { ingestAll, scoreAll } from "../../support/app-direct.ts";
import { findTraces, readShopRows } from "../../support/app-rows.ts";
import { DAY_MS, NOW, order, useShop } from "../../support/app-shop.ts";
import { deliver } from "../../support/deliver.ts";

const shop = useShop();
const ADA = "7317230469126";
/** Two weeks less than thirteen months before it. */
const THEN = NOW - 380 * DAY_MS;
const LATER = NOW + 20 * DAY_MS;
let domain = "";

const browse = async (clientId: string, at: number, customerId: string | null = null) => {
  const sentAt = new Date(at).toISOString();
  const events = ["/", "/products/mug"].map((path) => ({
    ...{ kind: "page_viewed", occurredAt: sentAt, path },
  }));
  const consent = { analytics: true, marketing: false };
  const body = JSON.stringify({ clientId, consent, sentAt, events });
  await deliver(shop.pool, domain, { delivery: { kind: "browse", customerId, body, at } });
};

const [gone, back, known, together, cut] = Array.from({ length: 5 }, () => randomUUID());

/** Takes in and judges what came by an instant. */
async function settle(now: number): Promise<void> {
  await ingestAll(shop.work(now));
  await scoreAll(shop.work(now));
}

beforeEach(async () => {
  ({ domain } = await getShop(shop.pool, shop.shopId));
  for (const id of [gone, back, known, together, cut]) await browse(id ?? "", THEN);
  await shop.tell("orders/create", THEN, order(9000, Number(ADA), THEN));
  await settle(THEN);
  await browse(back ?? "", NOW);
  await browse(known ?? "", NOW - DAY_MS, ADA);
  await settle(NOW);
  await setRetention({ ...shop.work(NOW), rawEventDays: 90, logDays: 365 });
});

/** @returns how often it was called until nothing was left */
async function tidy(now: number): Promise<number> {
  for (let calls = 1; ; calls += 1) {
    const result = await applyRetention({ ...shop.work(now), limit: 100 });
    if (result.outcome === "nothing-left") return calls;
  }
}
const isKept = async (clientId: string | undefined): Promise<boolean> =>
  (await findTraces(shop.pool, shop.shopId, clientId ?? "")).length > 0;

test("a visitor who was not seen for thirteen months goes with all that is theirs, and nobody else does", async () => {
  await tidy(NOW);
  expect(await isKept(gone)).toBe(true);
  await settle(LATER);
  const before = await readShopRows(shop.pool, shop.shopId);
  const profile = async (clientId: string | undefined): Promise<number | undefined> => {
    const { rows } = await shop.pool.query<{ id: number }>(
      "SELECT profile_id AS id FROM identity WHERE shop_id = $1 AND key = $2",
      [shop.shopId, clientId],
    );
    return rows[0]?.id;
  };
  // Somebody decided that these two are not one.
  const [one, two] = [await profile(together), await profile(cut)];
  await shop.pool.query(
    `INSERT INTO identity_edge (shop_id, from_id, to_id, reason, at, cut_at) VALUES ($1, $2, $3, 'session', $4, $4)`,
    [shop.shopId, one, two, new Date(THEN)],
  );
  const goneId = await profile(gone);
  const ofGone = before.filter(({ text }) => text.includes(`"profile_id":${goneId},`));
  expect(new Set(ofGone.map(({ table }) => table))).toContain("profile");

  await tidy(LATER);
  const kept = await Promise.all([gone, back, known, together, cut].map(isKept));
  expect(kept).toEqual([false, true, true, true, true]);
  const after = await readShopRows(shop.pool, shop.shopId);
  // An identity is an id of whoever it is of, and all that hangs on it.
  const left = after.filter(({ text }) =>
    new RegExp(`"(profile_id|identity_id|from_id|to_id|kept_id|absorbed_id)":${goneId}[,}]`).test(
      text,
    ),
  );
  expect(left).toEqual([]);
  // All others are as they were: rows of theirs, and their scores.
  const others = (rows: typeof after) =>
    rows
      .filter(({ table, text }) => table === "profile" && !text.includes(`"profile_id":${goneId},`))
      .map(({ text }) => text)
      .toSorted();
  expect(others(after)).toEqual(others(before));
  expect(others(after)).toHaveLength(4);
});

test("while something waits to be taken in nobody goes, since it may say who they are", async () => {
  await settle(LATER);
  await browse(gone ?? "", LATER, ADA);
  await tidy(LATER);
  expect(await isKept(cut)).toBe(true);
  const { rows } = await shop.pool.query<{ due: number }>(
    "SELECT due_at AS due FROM retention WHERE shop_id = $1",
    [shop.shopId],
  );
  // It is looked at again within the day.
  expect(rows[0]?.due).toBe(LATER + DAY_MS / 24);
  await settle(LATER);
  await tidy(LATER + DAY_MS / 24);
  expect(await isKept(gone)).toBe(true);
  expect(await isKept(cut)).toBe(false);
});

test("where raw events are kept for good, or longer, so are visitors", async () => {
  await settle(LATER);
  for (const rawEventDays of [null, 730]) {
    await setRetention({ ...shop.work(LATER), rawEventDays, logDays: 365 });
    await tidy(LATER);
    expect(await isKept(gone), String(rawEventDays)).toBe(true);
  }
});
