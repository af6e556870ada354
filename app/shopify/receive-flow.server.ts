import { getShopifyApi } from "./api.server.ts";
import { readBody } from "./receive-webhook.server.ts";

/**
 * Reads a request of Shopify Flow and verifies it. The signature covers the body, which names the shop; the
 * headers are covered by nothing and are not read.
 * @throws Response 405, 413, 400 for an empty body, or 401 for a missing or wrong signature
 */
export async function receiveFlow(request: Request): Promise<string> {
  if (request.method !== "POST")
    throw new Response(null, { status: 405, headers: { Allow: "POST" } });
  const body = (await readBody(request)).toString("utf8");
  const checked = await getShopifyApi().flow.validate({ rawBody: body, rawRequest: request });
  if (checked.valid) return body;
  if (checked.reason === "missing_body") {
    throw Response.json({ error: "The body is empty" }, { status: 400 });
  }
  throw Response.json({ error: "The signature does not match the body" }, { status: 401 });
}
