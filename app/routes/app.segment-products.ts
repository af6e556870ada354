import type { LoaderFunctionArgs } from "@remix-run/node";
import { json } from "@remix-run/node";
import { findProducts } from "../queries/find-products.ts";
import { authenticateShop } from "../authenticate-shop.server.ts";

/** Products to choose from, by a part of their title. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await authenticateShop(request);
  const search = new URL(request.url).searchParams.get("search") ?? "";
  return json({ products: await findProducts({ shopId, search }) });
}
