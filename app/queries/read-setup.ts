import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";
import type { Instant } from "../pipeline/shared/time.ts";
import { readBackfill, type BackfillStep } from "./read-backfill.ts";
import { readReconciliation, type Comparison } from "./read-reconciliation.ts";

/** Whether the published theme loads the embed, as Shopify's admin knows it; unknown where it does not say. */
export type EmbedStatus = "active" | "inactive" | "unknown";

/** What of the sources is set up in a shop: without it nothing can come, however well the rest works. */
export interface Setup {
  installedAt: Instant;
  /** As the admin said it to a browser last. */
  embed: EmbedStatus;
  pixel: PixelSetup;
  /** Write keys of the HTTP API that are not revoked. */
  activeKeys: number;
  isKlaviyoConnected: boolean;
  backfill: BackfillStep[];
  comparisons: Comparison[];
}

export interface PixelSetup {
  isActive: boolean;
  /** Why it could not be activated or checked the last time; null: nothing went wrong. */
  error: string | null;
  /** When it is tried or checked again. */
  dueAt: Instant | null;
}

/** @throws Error when there is no such shop */
export async function readSetup(
  { shopId }: { shopId: number },
  db: Queryable = getPool(),
): Promise<Setup> {
  const [{ rows }, backfill, comparisons] = await Promise.all([
    db.query<Omit<Setup, "pixel" | "backfill" | "comparisons"> & PixelSetup>(
      `SELECT installed_at AS "installedAt", web_pixel_id IS NOT NULL AS "isActive", pixel_error AS error,
         pixel_due_at AS "dueAt", COALESCE(embed_status, 'unknown') AS embed,
         (SELECT count(*) FROM write_key WHERE shop_id = $1 AND revoked_at IS NULL) AS "activeKeys",
         EXISTS (SELECT FROM klaviyo_connection WHERE shop_id = $1) AS "isKlaviyoConnected"
       FROM shop WHERE shop_id = $1`,
      [shopId],
    ),
    readBackfill({ shopId }, db),
    readReconciliation({ shopId }, db),
  ]);
  const row = rows[0];
  if (!row) throw new Error(`There is no shop ${shopId}`);
  const { isActive, error, dueAt, ...setup } = row;
  return { ...setup, pixel: { isActive, error, dueAt }, backfill, comparisons };
}
