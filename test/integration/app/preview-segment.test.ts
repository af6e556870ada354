import { expect, test } from "vitest";
import { sampleProfiles } from "../../../app/db/profile-sample.ts";
import { previewSegment, type SegmentPreview } from "../../../app/services/preview-segment.ts";
import { rewindSegment } from "../../../app/services/rewind-segment.ts";
import { englishReason } from "../../../app/english/english-reason.ts";
import { ingestAll, scoreAll } from "../../support/app-direct.ts";
import { count } from "../../support/app-rows.ts";
import { DAY_MS, NOW, order, useShop } from "../../support/app-shop.ts";
import { buildAll, draftOf, orderedAtLeast, publish } from "../../support/publish.ts";

const shop = useShop();
const { tell, work } = shop;
const HANDLE = "twice";

/** Customers 1 to 9, who ordered once ten days ago; those of even numbers once more two days ago. */
async function fill(): Promise<void> {
  for (let customer = 1; customer <= 9; customer += 1) {
    await tell("orders/create", NOW - 10 * DAY_MS, order(customer, customer, NOW - 10 * DAY_MS));
    if (customer % 2 === 1) continue;
    await tell(
      "orders/create",
      NOW - 2 * DAY_MS,
      order(100 + customer, customer, NOW - 2 * DAY_MS),
    );
  }
  await ingestAll(work(NOW));
  await scoreAll(work(NOW));
}

async function preview(content: object, handle: string | null = null): Promise<SegmentPreview> {
  const found = await previewSegment({
    ...work(NOW),
    isBulkOn: false,
    body: { handle, content },
  });
  if (found.outcome !== "previewed") throw new Error(`refused: ${found.outcome}`);
  return found;
}

const exactly = (count: number) => ({ count, low: count, high: count });

test("a preview counts everybody of a small shop, says why, and writes nothing", async () => {
  await fill();
  const before = await count(shop.pool, "FROM membership_change WHERE shop_id = $1", [shop.shopId]);
  const found = await preview(draftOf(orderedAtLeast(2), { tag: "twice" }));
  expect(found).toMatchObject({
    ...{ drawn: 9, total: 9 },
    ...{ customers: exactly(4), visitors: exactly(0), entering: exactly(4), leaving: exactly(0) },
    tags: exactly(4),
  });
  // 4 customers of 10 points each, at the 100 points a second of the smallest plan.
  expect(found.minutes).toBeCloseTo(40 / 100 / 60);
  expect(found.sample.map(({ customerId }) => Number(customerId)).toSorted()).toEqual([2, 4, 6, 8]);
  expect(englishReason(found.sample[0]?.reason ?? "")).toContain("2 orders");
  expect(await count(shop.pool, "FROM membership_change WHERE shop_id = $1", [shop.shopId])).toBe(
    before,
  );
});

test("a preview of a change tells who would enter and leave, and what is shared with others", async () => {
  await fill();
  await publish(work(NOW), { handle: HANDLE, draft: draftOf(orderedAtLeast(2), { tag: "twice" }) });
  await publish(work(NOW), { handle: "all", draft: draftOf(orderedAtLeast(1)) });
  await buildAll(work(NOW));
  const wider = await preview(draftOf(orderedAtLeast(1), { tag: "twice" }), HANDLE);
  expect(wider).toMatchObject({ customers: exactly(9), entering: exactly(5), leaving: exactly(0) });
  expect(wider.overlaps).toContainEqual({
    ...{ handle: "all", name: expect.any(String) as string },
    ...{ shared: exactly(9), size: exactly(9) },
  });
  const narrower = await preview(draftOf(orderedAtLeast(3), { tag: "twice" }), HANDLE);
  expect(narrower).toMatchObject({ customers: exactly(0), leaving: exactly(4), tags: exactly(4) });
  const renamed = await preview(draftOf(orderedAtLeast(2), { tag: "two-times" }), HANDLE);
  expect(renamed).toMatchObject({ entering: exactly(0), leaving: exactly(0), tags: exactly(4) });
});

test("a preview says what is wrong with a condition that is not complete", async () => {
  const broken = await previewSegment({
    ...work(NOW),
    isBulkOn: false,
    body: { handle: null, content: { ...draftOf(orderedAtLeast(1)), condition: { kind: "huh" } } },
  });
  expect(broken.outcome).toBe("not-sound");
  const gone = await previewSegment({
    ...work(NOW),
    isBulkOn: false,
    body: { handle: null, content: draftOf({ kind: "segment", handle: "gone" }) },
  });
  expect(gone).toEqual({ outcome: "unknown-segments", handles: ["gone"] });
});

test("a rewound segment has the size of each day's end, by what had happened until then", async () => {
  await fill();
  const { signal } = new AbortController();
  const sizes = async (condition: unknown) => {
    const found = await rewindSegment({ ...work(NOW), signal, body: { condition } });
    if (found.outcome !== "rewound") throw new Error("refused");
    return { ...found, counts: found.days.map(({ count: size }) => size) };
  };
  const { counts, days, asNow } = await sizes(orderedAtLeast(2));
  expect(days).toHaveLength(90);
  expect(days.at(-1)?.day).toBe("2026-11-20");
  expect(counts).toEqual([...Array<number>(87).fill(0), 4, 4, 4]);
  expect(asNow).toEqual([]);
  const once = await sizes(orderedAtLeast(1));
  expect(once.counts).toEqual([...Array<number>(79).fill(0), ...Array<number>(11).fill(9)]);
  const tagged = await sizes({ kind: "none", of: [{ kind: "tag", tag: "wholesale" }] });
  expect(tagged).toMatchObject({ asNow: ["tags"] });
  expect(await rewindSegment({ ...work(NOW), signal, body: { condition: 7 } })).toEqual({
    outcome: "not-sound",
  });
});

test("a rewound segment ends when nobody waits for it any more", async () => {
  await fill();
  const body = { condition: orderedAtLeast(2) };
  const signal = AbortSignal.abort();
  expect(await rewindSegment({ ...work(NOW), body, signal })).toEqual({ outcome: "given-up" });
});

test("a sample of a large shop is drawn evenly, each profile once, and the same each time", async () => {
  // Numbers with gaps: every third of the first half is there, and all of the second half.
  await shop.pool.query(
    `INSERT INTO profile (shop_id, profile_id, customer_id)
     SELECT $1, 1000000 + id, id::text FROM generate_series(1, 60000) AS id WHERE id > 30000 OR id % 3 = 0`,
    [shop.shopId],
  );
  const { profiles, total } = await sampleProfiles(shop.pool, shop.shopId, 2000);
  expect(total).toBe(40_000);
  expect(profiles.length).toBeGreaterThan(1800);
  expect(profiles.length).toBeLessThan(2200);
  const ids = profiles.map(({ profileId }) => profileId - 1_000_000);
  expect(new Set(ids).size).toBe(ids.length);
  // A quarter of all lies in the first half: 500 of 2,000, and four standard deviations are 77.
  const early = ids.filter((id) => id <= 30_000).length / ids.length;
  expect(Math.abs(early - 0.25)).toBeLessThan(0.04);
  const again = await sampleProfiles(shop.pool, shop.shopId, 2000);
  expect(again.profiles.map(({ profileId }) => profileId).toSorted()).toEqual(
    profiles.map(({ profileId }) => profileId).toSorted(),
  );
});
