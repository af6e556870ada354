import type { ActionFunctionArgs } from "@remix-run/node";
import { json } from "@remix-run/node";
import { z } from "zod";
import { authenticateShop } from "../authenticate-shop.server.ts";
import { getPool } from "../db/pool.server.ts";
import { openShopAdmin } from "../services/open-shop-admin.ts";
import {
  NAMES_AT_ONCE,
  readCustomerNames,
  type CustomerNames,
} from "../services/read-customer-names.ts";

const BodySchema = z.object({
  customerIds: z.array(z.string().regex(/^\d{1,20}$/)).max(NAMES_AT_ONCE),
});

/** The names of the customers on a page, asked after it is shown: it does not wait for Shopify. */
export async function action({ request }: ActionFunctionArgs) {
  const shop = await authenticateShop(request);
  if (!shop.showNames) return json<CustomerNames>({ outcome: "off" });
  const body = BodySchema.safeParse(await request.json());
  if (!body.success) throw new Response("Expected customerIds, digits each.", { status: 400 });
  const admin = openShopAdmin(getPool(), shop);
  return json<CustomerNames>(await readCustomerNames(admin, body.data.customerIds));
}
