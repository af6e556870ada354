import type { Queryable } from "./transaction.ts";

/**
 * The migrations that the database has, by the names of their folders.
 * @param db may read Prisma's own table
 */
export async function listAppliedMigrations(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT migration_name AS name FROM _prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  );
  return rows.map(({ name }) => name);
}
