import type { ActionFunctionArgs } from "@remix-run/node";
import { json } from "@remix-run/node";
import { authenticateShop } from "../authenticate-shop.server.ts";
import { now } from "../clock.server.ts";
import { getPool } from "../db/pool.server.ts";
import { previewScoring } from "../services/preview-scoring.ts";

/** What a scoring model would do as the editor has it. Nothing is written. */
export async function action({ request }: ActionFunctionArgs) {
  const { shopId } = await authenticateShop(request);
  const body: unknown = await request.json();
  return json(await previewScoring({ pool: getPool(), shopId, body, now: now() }));
}
