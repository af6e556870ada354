import type pg from "pg";

export interface StoredFact {
  signal: string;
  trust: string;
  about: string | null;
  /** "kind:key" of the identity that it hangs on. */
  on: string;
}

/** The facts of a profile, or of all identities of a shop. In the order of their signals. */
export async function readFacts(
  pool: pg.Pool,
  shopId: number,
  profileOf?: { kind: string; key: string },
): Promise<StoredFact[]> {
  const { rows } = await pool.query<StoredFact>(
    `SELECT signal, trust, about, kind || ':' || identity.key AS "on" FROM fact
     JOIN identity USING (shop_id, identity_id)
     WHERE shop_id = $1 AND ($2::text IS NULL OR profile_id =
       (SELECT profile_id FROM identity WHERE shop_id = $1 AND kind = $2 AND key = $3))
     ORDER BY 1, 2, 3, 4`,
    [shopId, profileOf?.kind ?? null, profileOf?.key ?? null],
  );
  return rows;
}

/** "kind:key" of everybody who is one person with an identity. */
export async function readProfile(
  pool: pg.Pool,
  shopId: number,
  of: { kind: string; key: string },
): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT kind || ':' || key AS id FROM identity WHERE shop_id = $1 AND profile_id =
       (SELECT profile_id FROM identity WHERE shop_id = $1 AND kind = $2 AND key = $3) ORDER BY 1`,
    [shopId, of.kind, of.key],
  );
  return rows.map(({ id }) => id);
}
