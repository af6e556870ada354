import { randomBytes } from "node:crypto";
import type pg from "pg";
import {
  claimPixel,
  postponePixel,
  recordPixel,
  recordPixelFailure,
  savePixelToken,
} from "../db/pixels.ts";
import { noteChange } from "../db/shop-changes.ts";
import { inTransaction } from "../db/transaction.ts";
import { assertNever } from "../pipeline/shared/outcome.ts";
import { AdminApiError, type AdminApi } from "../shopify/admin-api.ts";
import {
  createWebPixel,
  findWebPixelId,
  updateWebPixel,
  type WebPixelSettings,
} from "../shopify/web-pixel.ts";

/** A pixel that stands is written again this often: somebody may have changed or removed it, or our address changed. */
const CHECK_AFTER_MS = 24 * 3600 * 1000;
const FIRST_RETRY_MS = 1000;
/** What a merchant or a deploy must mend (scopes, a missing extension) is tried again this often. */
const MAX_RETRY_MS = 3600 * 1000;
/** Longer than the few requests take: a worker that died leaves the pixel to the next one after this. */
const CLAIM_MS = 60_000;
/** 16 bytes are 22 characters of base64url. */
const TOKEN_BYTES = 16;

export type ActivatePixelOutcome =
  | { outcome: "created" | "updated"; webPixelId: string }
  /** Or another worker is at it. */
  | { outcome: "not-due" }
  | { outcome: "throttled"; waitMs: number }
  | { outcome: "failed"; waitMs: number; reason: string };

type ActivateOptions = {
  pool: pg.Pool;
  shopId: number;
  admin: AdminApi;
  /** SHOPIFY_APP_URL: the pixel sends to its /pixel/events. */
  appUrl: string;
  clock: () => number;
};

/**
 * Makes sure that the shop's web pixel is active and knows where to send. Every step may be repeated: an
 * update replaces what stood there, and when a worker dies after Shopify made the pixel and before that
 * was noted, the next one is told that the place is taken, and takes over the pixel that it finds.
 */
export async function activatePixel(options: ActivateOptions): Promise<ActivatePixelOutcome> {
  const { pool, shopId, clock } = options;
  const now = clock();
  const claimedUntil = now + CLAIM_MS;
  const pixel = await claimPixel(pool, shopId, { now, until: claimedUntil });
  if (pixel === null) return { outcome: "not-due" };
  const shopToken = pixel.token ?? (await savePixelToken(pool, shopId, makeToken(shopId)));
  const endpoint = new URL("/pixel/events", options.appUrl).href;
  const written = await tryWritePixel(options.admin, pixel.webPixelId, { shopToken, endpoint });
  switch (written.outcome) {
    case "created":
    case "updated": {
      const { webPixelId } = written;
      const checkAt = clock() + CHECK_AFTER_MS;
      await inTransaction(pool, async (db) => {
        await recordPixel(db, shopId, { claimedUntil, webPixelId, checkAt });
        await noteChange(db, shopId, ["settings"]);
      });
      return written;
    }
    case "throttled":
      await postponePixel(pool, shopId, { claimedUntil, until: clock() + written.waitMs });
      return written;
    case "refused": {
      const { reason } = written;
      const waitMs = Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(pixel.attempts, 20));
      const retryAt = clock() + waitMs;
      await inTransaction(pool, async (db) => {
        await recordPixelFailure(db, shopId, { claimedUntil, error: reason, retryAt });
        await noteChange(db, shopId, ["settings"]);
      });
      return { outcome: "failed", waitMs, reason };
    }
    default:
      return assertNever(written);
  }
}

/** `{shop id}.{random}`: unguessable, and no secret, since every visitor's browser holds it. */
function makeToken(shopId: number): string {
  return `${shopId}.${randomBytes(TOKEN_BYTES).toString("base64url")}`;
}

type Written =
  { outcome: "created" | "updated"; webPixelId: string } | { outcome: "refused"; reason: string };

async function tryWritePixel(
  admin: AdminApi,
  knownId: string | null,
  settings: WebPixelSettings,
): Promise<Written | { outcome: "throttled"; waitMs: number }> {
  try {
    return await writePixel(admin, knownId, settings);
  } catch (error) {
    if (!(error instanceof AdminApiError)) throw error;
    return error.failure.kind === "throttled"
      ? { outcome: "throttled", waitMs: error.failure.waitMs }
      : { outcome: "refused", reason: error.message };
  }
}

/** Updates the pixel that is known, else creates one, else takes over the one that stands in the way. */
async function writePixel(
  admin: AdminApi,
  knownId: string | null,
  settings: WebPixelSettings,
): Promise<Written> {
  if (knownId !== null) {
    const updated = await updateWebPixel(admin, knownId, settings);
    if (updated.outcome === "written") return { ...updated, outcome: "updated" };
    if (updated.outcome === "refused") return updated;
  }
  const created = await createWebPixel(admin, settings);
  if (created.outcome === "written") return { ...created, outcome: "created" };
  if (created.outcome === "refused") return created;
  const updated = await updateWebPixel(admin, await findWebPixelId(admin), settings);
  if (updated.outcome === "written") return { ...updated, outcome: "updated" };
  return updated.outcome === "refused"
    ? updated
    : { outcome: "refused", reason: "The pixel changes while it is activated" };
}
