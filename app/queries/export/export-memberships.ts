import { isoInstant, type ExportList } from "./export-list.ts";

const COLUMNS = ["segment", "handle", "customerId", "enteredAt", "reason"] as const;

/** Every membership of a customer, segment by segment. */
export const MEMBERSHIPS: ExportList<(typeof COLUMNS)[number]> = {
  columns: COLUMNS,
  async read({ shopId, after, limit, sayReason, db }) {
    const [segmentId = 0, profileId = 0] = (after ?? "").split("-").map(Number);
    if (!Number.isSafeInteger(segmentId) || !Number.isSafeInteger(profileId))
      return { records: [], next: null };
    // The page is taken by its index first, visitors included: they are told apart in the rows that were found.
    const { rows } = await db.query<{
      segmentId: number;
      profileId: number;
      name: string;
      handle: string;
      customerId: string | null;
      enteredAt: number;
      reason: string;
    }>(
      `WITH page AS (
         SELECT * FROM segment_membership WHERE shop_id = $1 AND (segment_id, profile_id) > ($2, $3)
         ORDER BY segment_id, profile_id LIMIT $4)
       SELECT segment_id AS "segmentId", profile_id AS "profileId", name, handle, customer_id AS "customerId",
         entered_at AS "enteredAt", page.reason
       FROM page JOIN segment USING (shop_id, segment_id) JOIN profile USING (shop_id, profile_id)
       ORDER BY segment_id, profile_id`,
      [shopId, segmentId, profileId, limit],
    );
    const last = rows.at(-1);
    return {
      records: rows
        .filter(({ customerId }) => customerId !== null)
        .map((row) => [
          row.name,
          row.handle,
          row.customerId,
          isoInstant(row.enteredAt),
          sayReason(row.reason),
        ]),
      next:
        rows.length < limit || last === undefined ? null : `${last.segmentId}-${last.profileId}`,
    };
  },
};
