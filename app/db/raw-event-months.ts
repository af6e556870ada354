import type { Instant } from "../pipeline/shared/time.ts";
import { acrossShops } from "./shop-scope.ts";
import type { Queryable } from "./transaction.ts";

// Partitions belong to whoever migrates: the processes may have them made and dropped by functions of the owner's alone
// (prisma/migrations, "raw_event_months").

/**
 * Makes the partitions of an instant's month (UTC) and of `ahead` months after it, where they are not there.
 * @returns how many were made
 */
export async function makeRawEventMonths(
  db: Queryable,
  { now, ahead }: { now: Instant; ahead: number },
): Promise<number> {
  const { rows } = await acrossShops(db).query<{ made: number }>(
    "SELECT make_raw_event_months($1, $2) AS made",
    [new Date(now), ahead],
  );
  return rows[0]?.made ?? 0;
}

/**
 * Drops the partitions that ended before an instant and of which no shop keeps anything by its retention.
 * @returns how many went
 */
export async function dropRawEventMonths(db: Queryable, now: Instant): Promise<number> {
  const { rows } = await acrossShops(db).query<{ dropped: number }>(
    "SELECT drop_raw_event_months($1) AS dropped",
    [new Date(now)],
  );
  return rows[0]?.dropped ?? 0;
}
