import type pg from "pg";

/** What `pg` hands the messages of a COPY to; the library itself reads rows alone. */
interface CopyQuery extends pg.Submittable {
  handleCopyData(message: { chunk: Buffer }): void;
  handleCommandComplete(): void;
  handleReadyForQuery(): void;
  handleError(error: Error): void;
}

/**
 * Runs a `COPY … TO STDOUT` and hands each row's line over as it arrives: nothing is collected.
 * @returns how many rows there were
 */
export async function copyOut(
  pool: pg.Pool,
  sql: string,
  onRow: (line: Buffer) => void,
): Promise<number> {
  const client = await pool.connect();
  try {
    return await new Promise<number>((resolve, reject) => {
      let rows = 0;
      const query: CopyQuery = {
        submit: (connection) => connection.query(sql),
        handleCopyData({ chunk }) {
          rows += 1;
          onRow(chunk);
        },
        handleCommandComplete: () => undefined,
        handleReadyForQuery: () => resolve(rows),
        handleError: reject,
      };
      client.query(query);
    });
  } finally {
    client.release();
  }
}
