import type { Queryable } from "./transaction.ts";

/** The benchmarks of a UTC day, as the JSON they are stored as. */
export interface BenchmarkDayRow {
  day: number;
  values: unknown;
}

/** The stored benchmarks from a day on, the earliest first. */
export async function loadBenchmarkDays(
  db: Queryable,
  shopId: number,
  fromDay: number,
): Promise<BenchmarkDayRow[]> {
  const { rows } = await db.query<BenchmarkDayRow>(
    "SELECT day, values FROM benchmark_day WHERE shop_id = $1 AND day >= $2 ORDER BY day",
    [shopId, fromDay],
  );
  return rows;
}

export async function findBenchmarkDay(
  db: Queryable,
  shopId: number,
  day: number,
): Promise<BenchmarkDayRow | null> {
  const { rows } = await db.query<BenchmarkDayRow>(
    "SELECT day, values FROM benchmark_day WHERE shop_id = $1 AND day = $2",
    [shopId, day],
  );
  return rows[0] ?? null;
}

/** Writes days, whatever stood there, and removes those before `keptFrom`. */
export async function saveBenchmarkDays(
  db: Queryable,
  shopId: number,
  told: { days: BenchmarkDayRow[]; keptFrom: number },
): Promise<void> {
  await db.query(
    `INSERT INTO benchmark_day (shop_id, day, values)
     SELECT $1, day, values::jsonb FROM unnest($2::int[], $3::text[]) AS new(day, values)
     ON CONFLICT (shop_id, day) DO UPDATE SET values = excluded.values`,
    [shopId, told.days.map((row) => row.day), told.days.map((row) => JSON.stringify(row.values))],
  );
  await db.query("DELETE FROM benchmark_day WHERE shop_id = $1 AND day < $2", [
    shopId,
    told.keptFrom,
  ]);
}
