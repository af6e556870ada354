import type pg from "pg";
import { makeAllProfilesDue } from "../db/due-ranges.ts";
import {
  addScoringModel,
  findScoringModel,
  hasScoringModel,
  listScoringModels,
  type ScoringModelRow,
} from "../db/scoring-models.ts";
import { inTransaction, type Queryable } from "../db/transaction.ts";
import { DEFAULT_MODEL } from "../pipeline/score/default-model.ts";
import type { ScoringModel } from "../pipeline/score/model.ts";
import { describeFieldError, parseScoringModel } from "../pipeline/score/parse-model.ts";

/** A version of a shop's model, read. */
export type ShopModel = Omit<ScoringModelRow, "model"> & { model: ScoringModel };

const FIRST_VERSION = 1;

/** What a shop without a model of its own begins with. */
const firstModel = (): Omit<ScoringModelRow, "createdAt" | "model"> & { model: ScoringModel } => ({
  version: FIRST_VERSION,
  model: { ...DEFAULT_MODEL, version: FIRST_VERSION },
  preset: "standard",
  note: null,
});

/** Gives a shop its first model in the caller's transaction, unless it has one. */
export const beginScoringModel = (db: Queryable, shopId: number, now: number): Promise<boolean> =>
  addScoringModel(db, shopId, { ...firstModel(), now });

/**
 * Gives a shop that was installed before models were kept its first one, and has everybody scored under
 * it: what was stored until then bears version numbers that are not the shop's.
 */
export async function ensureScoringModel(options: {
  pool: pg.Pool;
  shopId: number;
  now: number;
}): Promise<void> {
  const { pool, shopId, now } = options;
  if (await hasScoringModel(pool, shopId)) return;
  await inTransaction(pool, async (db) => {
    if (!(await beginScoringModel(db, shopId, now))) return;
    await makeAllProfilesDue(db, shopId, now);
  });
}

/**
 * The model in force. A shop that has none yet is scored by the one that it will begin with.
 * @throws Error when the stored model cannot be read, with the fields that are wrong
 */
export async function loadScoringModel(db: Queryable, shopId: number): Promise<ShopModel> {
  const row = await findScoringModel(db, shopId);
  return row === null ? { ...firstModel(), createdAt: 0 } : readModel(shopId, row);
}

/**
 * All versions of a shop's model, the oldest first, at least one. The first holds for everything before it,
 * too: there was nothing else to score by.
 * @throws Error as `loadScoringModel`
 */
export async function loadScoringModels(
  db: Queryable,
  shopId: number,
): Promise<[ShopModel, ...ShopModel[]]> {
  const rows = (await listScoringModels(db, shopId)).reverse();
  const [first, ...others] = rows.map((row) => readModel(shopId, row));
  return first === undefined ? [{ ...firstModel(), createdAt: 0 }] : [first, ...others];
}

/** Of a shop's models, the oldest first, the one that was in force at an instant. */
export function modelInForce(models: readonly [ShopModel, ...ShopModel[]], at: number): ShopModel {
  return models.findLast(({ createdAt }) => createdAt <= at) ?? models[0];
}

function readModel(shopId: number, row: ScoringModelRow): ShopModel {
  const parsed = parseScoringModel(row.model);
  if (parsed.outcome === "valid") return { ...row, model: parsed.model };
  const words = parsed.errors.map(describeFieldError).join(", ");
  throw new Error(`Version ${row.version} of the scoring model of shop ${shopId}: ${words}`);
}
