import type { ActionFunctionArgs } from "@remix-run/node";
import { json } from "@remix-run/node";
import { authenticateShop } from "../authenticate-shop.server.ts";
import { now } from "../clock.server.ts";
import { getPool } from "../db/pool.server.ts";
import { env } from "../env.server.ts";
import { previewSegment } from "../services/preview-segment.ts";

/** What a segment would do as the editor has it. Nothing is written. */
export async function action({ request }: ActionFunctionArgs) {
  const { shopId } = await authenticateShop(request);
  const body: unknown = await request.json();
  const isBulkOn = env().BULK_MUTATIONS === "on";
  return json(await previewSegment({ pool: getPool(), shopId, body, isBulkOn, now: now() }));
}
