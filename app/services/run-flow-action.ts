import { createHash } from "node:crypto";
import type pg from "pg";
import { findProfile, touchProfiles } from "../db/profiles.ts";
import { insertRawEvents } from "../db/raw-events.ts";
import { workFor } from "../db/shop-scope.ts";
import { announceDue } from "../db/shop-work.ts";
import { findShop } from "../db/shop.ts";
import { inTransaction } from "../db/transaction.ts";
import { parseFlowAction, type FlowAction } from "../pipeline/capture/parse-flow-action.ts";
import { assertNever } from "../pipeline/shared/outcome.ts";

export type RunFlowActionOutcome =
  /** The customer is scored within a second or so. */
  | { outcome: "due"; shopId: number }
  /** Nothing was ever heard of the customer: there is nothing to compute, and there will be once there is. */
  | { outcome: "nothing-known"; shopId: number }
  /** The event is durable. */
  | { outcome: "recorded"; shopId: number }
  /** Flow repeated a run that was carried out. */
  | { outcome: "duplicate"; shopId: number }
  | { outcome: "malformed"; reason: string }
  | { outcome: "unknown-shop" };

/**
 * Carries out an action of a workflow. Flow repeats a run whose answer it did not get: an event is recorded once
 * by the run's id, and to be due twice is to be due.
 */
export async function runFlowAction(options: {
  pool: pg.Pool;
  body: string;
  now: number;
}): Promise<RunFlowActionOutcome> {
  const { pool, body, now } = options;
  const parsed = parseFlowAction(body, digest);
  if (parsed.outcome === "malformed") return parsed;
  const { action } = parsed;
  const shop = await findShop(pool, action.domain);
  if (shop?.status !== "installed") return { outcome: "unknown-shop" };
  return workFor(shop.shopId, () => carryOut(action, { pool, shopId: shop.shopId, now }));
}

async function carryOut(
  action: FlowAction,
  { pool, shopId, now }: { pool: pg.Pool; shopId: number; now: number },
): Promise<RunFlowActionOutcome> {
  switch (action.kind) {
    case "recalculate":
      return recalculate(pool, { shopId, customerId: action.customerId, now });
    case "record-signal": {
      const { wire } = action;
      const event = { key: wire.messageId, topic: "api_messages", wire };
      const isNew =
        (await insertRawEvents(pool, shopId, {
          source: "api",
          receivedAt: now,
          events: [event],
        })) === 1;
      return { outcome: isNew ? "recorded" : "duplicate", shopId };
    }
    default:
      return assertNever(action);
  }
}

async function recalculate(
  pool: pg.Pool,
  { shopId, customerId, now }: { shopId: number; customerId: string; now: number },
): Promise<RunFlowActionOutcome> {
  return inTransaction(pool, async (db) => {
    const profileId = await findProfile(db, shopId, customerId);
    if (profileId === null) return { outcome: "nothing-known", shopId };
    await touchProfiles(db, shopId, [{ profileId, since: null }], now);
    await announceDue(db, shopId, now);
    return { outcome: "due", shopId };
  });
}

const digest = (text: string): string => createHash("sha256").update(text).digest("base64url");
