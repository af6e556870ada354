import { acrossShops } from "./shop-scope.ts";
import type { Queryable } from "./transaction.ts";

/** What the two columns of a session hold; null: nothing. */
export interface StoredTokens {
  accessToken: string;
  refreshToken: string | null;
}

/**
 * Puts sealed tokens in the place of those that were read. Where another process has stored newer ones meanwhile, those
 * stay: the ones that were read are spent.
 * @returns whether they were replaced
 */
export async function replaceTokens(
  db: Queryable,
  sessionId: string,
  { from, to }: { from: StoredTokens; to: StoredTokens },
): Promise<boolean> {
  const { rowCount } = await acrossShops(db).query(
    `UPDATE "Session" SET "accessToken" = $2, "refreshToken" = $3
     WHERE id = $1 AND "accessToken" = $4 AND "refreshToken" IS NOT DISTINCT FROM $5`,
    [sessionId, to.accessToken, to.refreshToken, from.accessToken, from.refreshToken],
  );
  return rowCount === 1;
}

/** The sessions after one, by their ids: pages for who looks at all of them. */
export async function readTokens(
  db: Queryable,
  { after, limit }: { after: string; limit: number },
): Promise<(StoredTokens & { sessionId: string })[]> {
  const { rows } = await acrossShops(db).query<StoredTokens & { sessionId: string }>(
    `SELECT id AS "sessionId", "accessToken", "refreshToken" FROM "Session" WHERE id > $1 ORDER BY id LIMIT $2`,
    [after, limit],
  );
  return rows;
}
