import type pg from "pg";

export interface Disk {
  /** So large a share of the statements that write fails from now on. */
  fill(share: number): Promise<void>;
  /** How many statements have been answered that there is no room. */
  refusals(): Promise<number>;
}

/**
 * A disk that can be full. PostgreSQL needs room where a statement makes a table or an index larger, and answers
 * 53100 (disk_full) where there is none, while whatever only reads goes on. A trigger on every table of the app gives that
 * answer before a statement inserts or updates: always, or now and then as on a disk that is nearly full. What it does
 * not imitate is a log without room, at which the server ends itself: that is the killed server.
 */
export async function layDisk(pool: pg.Pool): Promise<Disk> {
  // A sequence counts, for of all that a refused transaction has done it alone is not undone.
  await pool.query(`
    CREATE SCHEMA chaos;
    CREATE TABLE chaos.disk (full_share float8 NOT NULL);
    INSERT INTO chaos.disk VALUES (0);
    CREATE SEQUENCE chaos.refusals;
    CREATE FUNCTION chaos.extend() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
      BEGIN
        IF random() < (SELECT full_share FROM chaos.disk) THEN
          PERFORM nextval('chaos.refusals');
          RAISE EXCEPTION 'could not extend file for %: No space left on device', TG_TABLE_NAME
            USING ERRCODE = 'disk_full', HINT = 'Check free disk space.';
        END IF;
        RETURN NULL;
      END $$`);
  const { rows } = await pool.query<{ name: string }>(
    `SELECT quote_ident(table_name) AS name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
  );
  for (const { name } of rows) {
    await pool.query(
      `CREATE TRIGGER chaos_extend BEFORE INSERT OR UPDATE ON ${name}
       FOR EACH STATEMENT EXECUTE FUNCTION chaos.extend()`,
    );
  }
  return {
    async fill(share) {
      await pool.query("UPDATE chaos.disk SET full_share = $1", [share]);
    },
    async refusals() {
      const sql = `SELECT CASE WHEN is_called THEN last_value ELSE 0 END::int AS count FROM chaos.refusals`;
      return (await pool.query<{ count: number }>(sql)).rows[0]?.count ?? 0;
    },
  };
}
