import type { ActionFunctionArgs } from "@remix-run/node";
import { json } from "@remix-run/node";
import { authenticateShop } from "../authenticate-shop.server.ts";
import { now } from "../clock.server.ts";
import { getPool } from "../db/pool.server.ts";
import { publishScoring } from "../services/publish-scoring.ts";

/** Puts a scoring model in force as the editor has it. */
export async function action({ request }: ActionFunctionArgs) {
  const { shopId } = await authenticateShop(request);
  const body: unknown = await request.json();
  return json(await publishScoring({ pool: getPool(), shopId, body, now: now() }));
}
