import type { ActionFunctionArgs } from "@remix-run/node";
import { json } from "@remix-run/node";
import { z } from "zod";
import { authenticateShop } from "../authenticate-shop.server.ts";
import { getPool } from "../db/pool.server.ts";
import { openShopAdmin } from "../services/open-shop-admin.ts";
import { readShopifySegments, type ShopifySegments } from "../services/read-shopify-segments.ts";

/** Shopify's limit for a tag. */
const BodySchema = z.object({ tag: z.string().min(1).max(255) });

/** The segments of Shopify that ask for a tag, asked after the page is shown: it does not wait for Shopify. */
export async function action({ request }: ActionFunctionArgs) {
  const shop = await authenticateShop(request);
  const body = BodySchema.safeParse(await request.json());
  if (!body.success) throw new Response("Expected a tag of 1 to 255 characters.", { status: 400 });
  const admin = openShopAdmin(getPool(), shop);
  return json<ShopifySegments>(await readShopifySegments(admin, body.data));
}
