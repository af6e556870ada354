import { findLatestDeletion, type DeletionRow } from "../db/deletions.ts";
import { getPool } from "../db/pool.server.ts";
import { loadRetention, type RetentionSetting } from "../db/retentions.ts";
import { findShopById } from "../db/shop.ts";
import type { Queryable } from "../db/transaction.ts";
import { DAY_MS, MINUTE_MS, type Instant } from "../pipeline/shared/time.ts";

/** What the page of settings shows besides the tags. */
export interface Settings {
  shop: {
    domain: string;
    timezone: string;
    currency: string;
    plan: string;
    installedAt: Instant;
  };
  retention: RetentionSetting;
  /** Refused for want of consent in the last 24 hours. */
  withoutConsent: number;
  /** The newest order to delete everything; null: there never was one. */
  deletion: Pick<DeletionRow, "state" | "askedAt" | "cleansFirst"> | null;
}

/** @throws Error when there is no such shop */
export async function readSettings(
  { shopId, now }: { shopId: number; now: Instant },
  db: Queryable = getPool(),
): Promise<Settings> {
  const shop = await findShopById(db, shopId);
  if (shop === null) throw new Error(`There is no shop ${shopId}`);
  const { domain, timezone, currency, plan, installedAt } = shop;
  const [retention, deletion, withoutConsent] = await Promise.all([
    loadRetention(db, shopId),
    findLatestDeletion(db, shopId),
    countWithoutConsent(db, shopId, now),
  ]);
  return {
    shop: { domain, timezone, currency, plan, installedAt },
    retention,
    withoutConsent,
    deletion:
      deletion === null
        ? null
        : {
            state: deletion.state,
            askedAt: deletion.askedAt,
            cleansFirst: deletion.cleansFirst,
          },
  };
}

async function countWithoutConsent(db: Queryable, shopId: number, now: Instant): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT COALESCE(sum(count), 0)::bigint AS count FROM intake_minute
     WHERE shop_id = $1 AND outcome IN ('rejected', 'ignored') AND minute >= $2
       AND (reason = 'no-consent' OR reason LIKE '%consent%')`,
    [shopId, Math.floor((now - DAY_MS) / MINUTE_MS)],
  );
  return rows[0]?.count ?? 0;
}
