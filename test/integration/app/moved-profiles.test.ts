import { expect, test } from "vitest";
import { loadMovedProfiles, type MovedProfile } from "../../../app/db/swap-memberships.ts";
import { useShop } from "../../support/app-shop.ts";

const shop = useShop();

test("whoever a build moves, and the members of a segment, come once each, in pages that a page's length does not change", async () => {
  const { pool, shopId } = shop;
  for (const sql of [
    `INSERT INTO profile (shop_id, profile_id, customer_id)
     SELECT $1, n, CASE WHEN n > 20 AND n % 2 = 0 THEN n END FROM generate_series(1, 80) AS n`,
    // Of some there is no profile any more.
    `INSERT INTO segment_candidate (shop_id, segment_id, profile_id, entered, reason)
     SELECT $1, segment, n, true, '[]' FROM generate_series(1, 90) AS n, generate_series(1, 3) AS segment WHERE n % (segment + 1) = 0`,
    `INSERT INTO segment_membership (shop_id, segment_id, profile_id, entered_at, reason)
     SELECT $1, segment, n, now(), '[]' FROM generate_series(1, 80) AS n, generate_series(4, 6) AS segment WHERE n % segment = 0`,
  ])
    await pool.query(sql, [shopId]);
  const asked = { moved: [2, 3], membersOf: [5, 6] };
  const readBy = async (limit: number) => {
    const all: MovedProfile[] = [];
    for (let after = -1; ;) {
      const page = await loadMovedProfiles(pool, shopId, { ...asked, after, limit });
      const last = page.at(-1);
      if (last === undefined) return all;
      expect(page.length).toBeLessThanOrEqual(limit);
      all.push(...page);
      after = last.profileId;
    }
  };
  const numbers = Array.from({ length: 90 }, (_, index) => index + 1);
  const isMember = (n: number, segment: number) => n <= 80 && n % segment === 0;
  const isKnown = (n: number) => n > 20 && n <= 80 && n % 2 === 0;
  const expected = numbers
    .filter((n) => n % 3 === 0 || n % 4 === 0 || isMember(n, 5) || isMember(n, 6))
    .map((n) => ({
      profileId: n,
      customerId: isKnown(n) ? String(n) : null,
      segmentIds: isKnown(n) ? [4, 5, 6].filter((segment) => isMember(n, segment)) : [],
    }));
  for (const limit of [1, 7, 1000]) expect(await readBy(limit)).toEqual(expected);
});
