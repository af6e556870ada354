import type { Queryable } from "./transaction.ts";

export interface ScoringModelRow {
  version: number;
  /** JSON, to be parsed. */
  model: unknown;
  preset: string | null;
  note: string | null;
  /** In force from here on, until the next version. */
  createdAt: number;
}

const COLUMNS = `version, model, preset, note, created_at AS "createdAt"`;

/** All versions of a shop's model, the newest and so the one in force first. */
export async function listScoringModels(db: Queryable, shopId: number): Promise<ScoringModelRow[]> {
  const { rows } = await db.query<ScoringModelRow>(
    `SELECT ${COLUMNS} FROM scoring_model WHERE shop_id = $1 ORDER BY version DESC`,
    [shopId],
  );
  return rows;
}

/** The model in force; null before the shop has its first. */
export async function findScoringModel(
  db: Queryable,
  shopId: number,
): Promise<ScoringModelRow | null> {
  const { rows } = await db.query<ScoringModelRow>(
    `SELECT ${COLUMNS} FROM scoring_model WHERE shop_id = $1 ORDER BY version DESC LIMIT 1`,
    [shopId],
  );
  return rows[0] ?? null;
}

export async function hasScoringModel(db: Queryable, shopId: number): Promise<boolean> {
  const { rowCount } = await db.query("SELECT FROM scoring_model WHERE shop_id = $1 LIMIT 1", [
    shopId,
  ]);
  return rowCount === 1;
}

/** @returns whether it was added: a version that stands already is left as it is */
export async function addScoringModel(
  db: Queryable,
  shopId: number,
  row: Omit<ScoringModelRow, "createdAt"> & { now: number },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `INSERT INTO scoring_model (shop_id, version, model, preset, note, created_at)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
    [shopId, row.version, JSON.stringify(row.model), row.preset, row.note, new Date(row.now)],
  );
  return rowCount === 1;
}
