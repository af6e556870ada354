import pg from "pg";

/** What was waited for longer than may be: a connection, a statement's end, or events that were to be stored. */
export type WaitedFor = "connection" | "statement" | "storing";

/** The database may be well and only busy: what was asked did not happen, or nobody knows it did, and may be asked again. */
export class LateError extends Error {
  readonly waitedFor: WaitedFor;

  constructor(waitedFor: WaitedFor, cause?: unknown) {
    super(`The wait for the database (${waitedFor}) ended before it answered`, { cause });
    this.name = "LateError";
    this.waitedFor = waitedFor;
  }
}

/** PostgreSQL's word for a statement that it ended, for its time most of all. */
const QUERY_CANCELED = "57014";
/** How the pool and the driver tell of their own bounds; they have no code. */
const NO_CONNECTION =
  /^(timeout exceeded when trying to connect|Connection terminated due to connection timeout)$/;
const NO_ANSWER = "Query read timeout";

/** @returns null where an error tells of anything else than a wait that was too long */
export function readLate(error: unknown): LateError | null {
  if (error instanceof LateError) return error;
  if (error instanceof pg.DatabaseError && error.code === QUERY_CANCELED)
    return new LateError("statement", error);
  if (error instanceof Error && NO_CONNECTION.test(error.message))
    return new LateError("connection", error);
  if (error instanceof Error && error.message === NO_ANSWER)
    return new LateError("statement", error);
  return null;
}

/** PostgreSQL ends a statement at its limit. One that has not even said so by then is silent, and its connection of no use. */
const SILENT_MS = 2000;

/**
 * Waits for what a connection was asked.
 * @param limitMs of the connection's statements; 0: as long as it takes
 * @param onSilence called where the server says nothing at all
 * @throws LateError then
 */
export async function within<T>(
  limitMs: number,
  ended: Promise<T>,
  onSilence: () => void,
): Promise<T> {
  if (limitMs === 0) return ended;
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      onSilence();
      reject(new LateError("statement"));
    }, limitMs + SILENT_MS);
  });
  try {
    return await Promise.race([ended, silence]);
  } finally {
    clearTimeout(timer);
  }
}
