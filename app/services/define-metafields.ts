import type pg from "pg";
import { withShopLock } from "../db/locks.ts";
import { loadDueDefinitions, recordDefinitions } from "../db/metafield-settings.ts";
import { SCORE_FIELDS } from "../pipeline/activate/score-fields.ts";
import { AdminApiError, type AdminApi } from "../shopify/admin-api.ts";
import { defineField, removeField } from "../shopify/score-metafields.ts";

/** Definitions that stand are made again this often: a merchant may have removed one. */
const CHECK_AFTER_MS = 24 * 3600 * 1000;
const FIRST_RETRY_MS = 1000;
const MAX_RETRY_MS = 3600 * 1000;

export type DefineMetafieldsOutcome =
  | { outcome: "defined" | "removed" | "not-due" | "busy" }
  | { outcome: "throttled"; waitMs: number }
  | { outcome: "failed"; waitMs: number; reason: string };

/**
 * Makes the definitions of the score's metafields stand, or removes them with all values, as the shop wants
 * it. Each step may be repeated. It holds the lock of whoever writes values: none is written behind a removal.
 */
export async function defineMetafields(options: {
  pool: pg.Pool;
  shopId: number;
  admin: AdminApi;
  clock: () => number;
}): Promise<DefineMetafieldsOutcome> {
  const { pool, shopId } = options;
  const locked = await withShopLock(pool, { work: "metafields", shopId }, () => define(options));
  return locked.outcome === "busy" ? locked : locked.result;
}

async function define(options: {
  pool: pg.Pool;
  shopId: number;
  admin: AdminApi;
  clock: () => number;
}): Promise<DefineMetafieldsOutcome> {
  const { pool, shopId, admin, clock } = options;
  const due = await loadDueDefinitions(pool, shopId, clock());
  if (due === null) return { outcome: "not-due" };
  const loadedDueAt = due.dueAt;
  const answer = await tryAll(admin, due.isOn);
  switch (answer.outcome) {
    case "done": {
      const now = clock();
      const stands = due.isOn
        ? { definedAt: now, dueAt: now + CHECK_AFTER_MS }
        : { definedAt: null, dueAt: null };
      await recordDefinitions(pool, shopId, { loadedDueAt, ...stands, error: null });
      return { outcome: due.isOn ? "defined" : "removed" };
    }
    case "throttled":
      return answer;
    default: {
      const { reason } = answer;
      const waitMs = Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(due.attempts, 20));
      const { definedAt } = due;
      const dueAt = clock() + waitMs;
      await recordDefinitions(pool, shopId, { loadedDueAt, definedAt, dueAt, error: reason });
      return { outcome: "failed", waitMs, reason };
    }
  }
}

type Tried =
  | { outcome: "done" }
  | { outcome: "throttled"; waitMs: number }
  | { outcome: "refused"; reason: string };

async function tryAll(admin: AdminApi, isOn: boolean): Promise<Tried> {
  try {
    for (const field of SCORE_FIELDS) {
      const answer = await (isOn ? defineField(admin, field) : removeField(admin, field));
      if (answer.outcome === "refused") return answer;
    }
    return { outcome: "done" };
  } catch (error) {
    if (!(error instanceof AdminApiError)) throw error;
    return error.failure.kind === "throttled"
      ? { outcome: "throttled", waitMs: error.failure.waitMs }
      : { outcome: "refused", reason: error.message };
  }
}
