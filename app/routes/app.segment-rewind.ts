import type { ActionFunctionArgs } from "@remix-run/node";
import { json } from "@remix-run/node";
import { authenticateShop } from "../authenticate-shop.server.ts";
import { now } from "../clock.server.ts";
import { getPool } from "../db/pool.server.ts";
import { rewindSegment } from "../services/rewind-segment.ts";

/** How large a segment would have been in the past, as the editor has it. Nothing is written. */
export async function action({ request }: ActionFunctionArgs) {
  const { shopId } = await authenticateShop(request);
  const body: unknown = await request.json();
  const { signal } = request;
  const answer = await rewindSegment({ pool: getPool(), shopId, body, signal, now: now() });
  // Nobody reads it; the number is nginx's for a client that closed its request.
  return answer.outcome === "given-up" ? new Response(null, { status: 499 }) : json(answer);
}
