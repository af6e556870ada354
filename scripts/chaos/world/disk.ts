import type pg from "pg";

/**
 * A disk that can be full. PostgreSQL needs room where a statement makes a table or an index larger, and answers
 * 53100 (disk_full) where there is none, while whatever only reads goes on. A trigger on every table of the app gives that
 * answer before a statement inserts or updates: always, or now and then as on a disk that is nearly full. What it does
 * not imitate is a log without room, at which the server ends itself: that is the killed server.
 */
export async function layDisk(pool: pg.Pool): Promise<{ fill(share: number): Promise<void> }> {
  await pool.query(`
    CREATE SCHEMA chaos;
    CREATE TABLE chaos.disk (full_share float8 NOT NULL);
    INSERT INTO chaos.disk VALUES (0);
    CREATE FUNCTION chaos.extend() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
      BEGIN
        IF random() < (SELECT full_share FROM chaos.disk) THEN
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
  };
}
