import type { Queryable } from "../../../app/db/transaction.ts";

/** Noon in Berlin on the day after summer time ended there: a day of 25 hours lies before it. */
export const NOW = Date.parse("2026-10-26T11:00:00Z");
export const TIMEZONE = "Europe/Berlin";

/** A shop with two segments, VIP (1) and High intent (2). */
export async function createShop(db: Queryable, domain: string): Promise<number> {
  const { rows } = await db.query<{ shopId: number }>(
    `INSERT INTO shop (domain, status, currency, timezone, plan, tag_prefix, installed_at)
     VALUES ($1, 'installed', 'EUR', $2, 'Basic', 'kindling:', $3) RETURNING shop_id AS "shopId"`,
    [domain, TIMEZONE, new Date(NOW)],
  );
  const shopId = rows[0]?.shopId ?? 0;
  await db.query(
    `INSERT INTO segment (shop_id, segment_id, handle, name, description, tag, condition)
     VALUES ($1, 1, 'vip', 'VIP', 'Best', 'vip', '{"kind":"all","of":[]}'),
       ($1, 2, 'high-intent', 'High intent', 'Hot', 'high-intent', '{"kind":"any","of":[]}')`,
    [shopId],
  );
  return shopId;
}

interface NewProfile {
  profileId: number;
  customerId: string | null;
  behavior?: number | null;
  intent?: number | null;
  ledger?: unknown;
  dueAt?: number;
  /** false: not scored yet. */
  isScored?: boolean;
}

export async function addProfile(
  db: Queryable,
  shopId: number,
  profile: NewProfile,
): Promise<void> {
  const {
    profileId,
    customerId,
    behavior = null,
    intent = null,
    ledger = null,
    isScored = true,
  } = profile;
  await db.query(
    `INSERT INTO profile (shop_id, profile_id, customer_id, behavior, intent, ledger, due_at, scored_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      shopId,
      profileId,
      customerId,
      behavior,
      intent,
      ledger === null ? null : JSON.stringify(ledger),
      profile.dueAt === undefined ? null : new Date(profile.dueAt),
      isScored ? new Date(NOW) : null,
    ],
  );
}

export async function addMember(
  db: Queryable,
  shopId: number,
  member: { segmentId: number; profileId: number; enteredAt?: number },
): Promise<void> {
  await db.query(
    `INSERT INTO segment_membership (shop_id, segment_id, profile_id, entered_at, reason)
     VALUES ($1, $2, $3, $4, 'because')`,
    [shopId, member.segmentId, member.profileId, new Date(member.enteredAt ?? NOW)],
  );
}

export async function addChange(
  db: Queryable,
  shopId: number,
  change: {
    segmentId: number;
    profileId: number;
    customerId: string | null;
    entered: boolean;
    at: number;
  },
): Promise<void> {
  await db.query(
    `INSERT INTO membership_change (shop_id, segment_id, profile_id, customer_id, entered, at, reason)
     VALUES ($1, $2, $3, $4, $5, $6, 'because')`,
    [
      shopId,
      change.segmentId,
      change.profileId,
      change.customerId,
      change.entered,
      new Date(change.at),
    ],
  );
}
