import { acrossShops } from "./shop-scope.ts";
import type { Queryable } from "./transaction.ts";

/** What is known of a shop's web pixel. */
export interface PixelState {
  /** Names the shop to the endpoint; null: not made yet. */
  token: string | null;
  /** Shopify's id of the pixel that we activated; null: none that we know of. */
  webPixelId: string | null;
  /** Failures in a row. */
  attempts: number;
}

/** Makes the pixel due now, whatever was before. */
export async function schedulePixel(db: Queryable, shopId: number, now: number): Promise<void> {
  await db.query(
    `UPDATE shop SET pixel_due_at = $2, pixel_attempts = 0
     WHERE shop_id = $1 AND status = 'installed'`,
    [shopId, new Date(now)],
  );
}

/**
 * Takes a due pixel on: until `until` no other worker does, and after it the next one, so that a worker
 * may die at it. No connection is held meanwhile, as a lock would hold one. Null: it is not due.
 */
export async function claimPixel(
  db: Queryable,
  shopId: number,
  claim: { now: number; until: number },
): Promise<PixelState | null> {
  const { rows } = await db.query<PixelState>(
    `UPDATE shop SET pixel_due_at = $3
     WHERE shop_id = $1 AND status = 'installed' AND pixel_due_at <= $2
     RETURNING pixel_token AS token, web_pixel_id AS "webPixelId", pixel_attempts AS attempts`,
    [shopId, new Date(claim.now), new Date(claim.until)],
  );
  return rows[0] ?? null;
}

/** Keeps the token that stands, if one does. @returns the token that stands now */
export async function savePixelToken(
  db: Queryable,
  shopId: number,
  token: string,
): Promise<string> {
  const { rows } = await db.query<{ token: string }>(
    `UPDATE shop SET pixel_token = COALESCE(pixel_token, $2) WHERE shop_id = $1
     RETURNING pixel_token AS token`,
    [shopId, token],
  );
  const saved = rows[0];
  if (!saved) throw new Error(`There is no shop ${shopId}`);
  return saved.token;
}

// What follows ends a claim. It changes nothing where the pixel was made due anew meanwhile (the app went and
// came back, its scopes changed): the next turn then starts from what Shopify has.

/** Notes that the pixel is active, and when that is to be checked again. */
export async function recordPixel(
  db: Queryable,
  shopId: number,
  pixel: { claimedUntil: number; webPixelId: string; checkAt: number },
): Promise<void> {
  await db.query(
    `UPDATE shop SET web_pixel_id = $3, pixel_due_at = $4, pixel_attempts = 0, pixel_error = NULL
     WHERE shop_id = $1 AND pixel_due_at = $2`,
    [shopId, new Date(pixel.claimedUntil), pixel.webPixelId, new Date(pixel.checkAt)],
  );
}

/** Tries again later without calling it a failure. */
export async function postponePixel(
  db: Queryable,
  shopId: number,
  wait: { claimedUntil: number; until: number },
): Promise<void> {
  await db.query("UPDATE shop SET pixel_due_at = $3 WHERE shop_id = $1 AND pixel_due_at = $2", [
    shopId,
    new Date(wait.claimedUntil),
    new Date(wait.until),
  ]);
}

/** Notes why the pixel could not be activated, and when it is tried again. */
export async function recordPixelFailure(
  db: Queryable,
  shopId: number,
  failure: { claimedUntil: number; error: string; retryAt: number },
): Promise<void> {
  await db.query(
    `UPDATE shop SET pixel_error = $3, pixel_due_at = $4, pixel_attempts = pixel_attempts + 1
     WHERE shop_id = $1 AND pixel_due_at = $2`,
    [shopId, new Date(failure.claimedUntil), failure.error, new Date(failure.retryAt)],
  );
}

/** The installed shops whose pixel is due, the one that waits longest first. */
export async function findShopsWithPixelDue(
  db: Queryable,
  query: { now: number; limit: number },
): Promise<number[]> {
  const { rows } = await acrossShops(db).query<{ shopId: number }>(
    `SELECT shop_id AS "shopId" FROM shop
     WHERE pixel_due_at <= $1 AND status = 'installed'
     ORDER BY pixel_due_at LIMIT $2`,
    [new Date(query.now), query.limit],
  );
  return rows.map((row) => row.shopId);
}
