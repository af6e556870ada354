import { loadKlaviyoKey } from "../db/klaviyo-keys.ts";
import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";
import type { Instant } from "../pipeline/shared/time.ts";
import { countUpTo } from "./count-up-to.ts";
import { readMetafieldStatus, type MetafieldStatus } from "./read-metafield-status.ts";

/** How changes have been told over the last 30 days. Counts end at MOST_COUNTED. */
export interface ToldStatus {
  told: number;
  waiting: number;
  refused: number;
  /** Why the latest was refused. */
  refusal: string | null;
  lastToldAt: Instant | null;
  /** For want of consent. */
  leftOut: number;
}

export interface KlaviyoStatus extends ToldStatus {
  /** Since when a key is kept; null: none is. */
  since: Instant | null;
  /** Why Klaviyo takes no events at present. */
  error: string | null;
}

/** What leaves Kindling besides tags, for the page that says so. */
export interface Activation {
  metafields: MetafieldStatus;
  flow: ToldStatus;
  klaviyo: KlaviyoStatus;
}

export async function readActivation(
  { shopId }: { shopId: number },
  db: Queryable = getPool(),
): Promise<Activation> {
  const key = await loadKlaviyoKey(db, shopId);
  return {
    metafields: await readMetafieldStatus(db, shopId),
    flow: await readTold(db, shopId, "flow"),
    klaviyo: {
      ...(await readTold(db, shopId, "klaviyo")),
      since: key?.createdAt ?? null,
      error: key?.error ?? null,
    },
  };
}

const OF_TARGET = "announcement WHERE shop_id = $1 AND target = $2";

async function readTold(
  db: Queryable,
  shopId: number,
  target: "flow" | "klaviyo",
): Promise<ToldStatus> {
  const { rows } = await db.query<ToldStatus>(
    `SELECT ${countUpTo(`${OF_TARGET} AND done_at IS NOT NULL AND outcome = 'sent'`)} AS told,
       ${countUpTo(`${OF_TARGET} AND done_at IS NULL`)} AS waiting,
       ${countUpTo(`${OF_TARGET} AND outcome = 'left-out'`)} AS "leftOut",
       ${countUpTo(`${OF_TARGET} AND outcome = 'refused'`)} AS refused,
       (SELECT error FROM ${OF_TARGET} AND outcome = 'refused' ORDER BY done_at DESC LIMIT 1) AS refusal,
       (SELECT done_at FROM ${OF_TARGET} AND outcome = 'sent' ORDER BY done_at DESC LIMIT 1) AS "lastToldAt"`,
    [shopId, target],
  );
  return (
    rows[0] ?? { told: 0, waiting: 0, refused: 0, refusal: null, lastToldAt: null, leftOut: 0 }
  );
}
