import { getPool } from "../db/pool.server.ts";

/** Whether this process serves and reaches its database. */
export async function loader(): Promise<Response> {
  const isDatabaseUp = await getPool()
    .query("SELECT 1")
    .then(
      () => true,
      () => false,
    );
  return Response.json(
    { database: isDatabaseUp ? "up" : "down" },
    { status: isDatabaseUp ? 200 : 503 },
  );
}
