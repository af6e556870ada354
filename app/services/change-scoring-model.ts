import { isDeepStrictEqual } from "node:util";
import type pg from "pg";
import { lockShop } from "../db/locks.ts";
import { makeAllProfilesDue } from "../db/due-ranges.ts";
import { addScoringModel } from "../db/scoring-models.ts";
import { noteChange } from "../db/shop-changes.ts";
import { inTransaction } from "../db/transaction.ts";
import { parseScoringModel, type FieldError } from "../pipeline/score/parse-model.ts";
import { PRESETS } from "../pipeline/score/presets.ts";
import { beginScoringModel, loadScoringModel } from "./load-scoring-model.ts";

export type ChangeModelOutcome =
  /** It is in force from now on, as this version, and everybody is scored anew. */
  | { outcome: "changed"; version: number }
  /** The shop is scored by these very numbers already. */
  | { outcome: "unchanged"; version: number }
  /** Another version came into force since the one that the change was made from. */
  | { outcome: "stale"; version: number }
  | { outcome: "invalid"; errors: FieldError[] };

/**
 * Puts another scoring model in force. It becomes the shop's next version, whatever version it bears; the
 * older ones stay, to explain what was scored under them.
 */
export async function changeScoringModel(options: {
  pool: pg.Pool;
  shopId: number;
  /** The new model as JSON. */
  model: unknown;
  note?: string | null;
  /** The version that the change was made from; left out: whichever is in force. */
  basedOn?: number;
  now: number;
}): Promise<ChangeModelOutcome> {
  const { pool, shopId, now, note = null, basedOn } = options;
  return inTransaction(pool, async (db) => {
    await lockShop(db, "settings", shopId);
    await beginScoringModel(db, shopId, now);
    const { version: inForce, ...before } = (await loadScoringModel(db, shopId)).model;
    if (basedOn !== undefined && basedOn !== inForce) return { outcome: "stale", version: inForce };
    const version = inForce + 1;
    const parsed = parseScoringModel(withVersion(options.model, version));
    if (parsed.outcome === "invalid") return parsed;
    const { version: _version, ...numbers } = parsed.model;
    if (isDeepStrictEqual(numbers, before)) return { outcome: "unchanged", version: inForce };
    const preset = PRESETS.find(({ model }) =>
      isDeepStrictEqual({ ...model, version }, parsed.model),
    );
    await addScoringModel(db, shopId, {
      version,
      model: parsed.model,
      preset: preset?.name ?? null,
      note,
      now,
    });
    // In the same transaction: who scores either sees the new model, or is waited for and then does so again.
    await makeAllProfilesDue(db, shopId, now);
    await noteChange(db, shopId, ["settings"]);
    return { outcome: "changed", version };
  });
}

const withVersion = (json: unknown, version: number): unknown =>
  typeof json === "object" && json !== null && !Array.isArray(json) ? { ...json, version } : json;
