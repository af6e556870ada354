import type { LoaderFunctionArgs } from "@remix-run/node";
import { redirect } from "@remix-run/node";
import { authenticate } from "../shopify.server.ts";

/** Shopify's library answers everything below /auth itself, the session token's bounce page included. */
export async function loader({ request }: LoaderFunctionArgs) {
  // Installation starts in the admin: there is no form that asks for a shop's address.
  if (new URL(request.url).pathname === "/auth/login") throw redirect("/");
  await authenticate.admin(request);
  return null;
}
