import type { JobName, JobPayload } from "../jobs/catalog.ts";
import type { Queryable } from "../db/transaction.ts";

/**
 * Puts a job into the queue, in the caller's transaction: it exists when, and only when, that commits.
 * Of several waiting jobs with one `key` one is kept; one that already runs does not count.
 */
export type Enqueue = <Name extends JobName>(
  db: Queryable,
  job: { name: Name; payload: JobPayload<Name>; key: string },
) => Promise<void>;
