import { createHmac } from "node:crypto";

import type { AppConfig } from "../state/types.ts";
import { mintSessionToken } from "./session-token.ts";
import { STAFF_USER } from "./staff-user.ts";

/** `host` of an embedded page: base64 of the admin's address of the shop, without padding. */
function embedHost(shopDomain: string): string {
  const name = shopDomain.replace(/\.myshopify\.com$/, "");
  return Buffer.from(`admin.shopify.com/store/${name}`).toString("base64").replace(/=+$/, "");
}

/** The query with which the admin opens a document of the embedded app, signed. `now` in ms. */
export function buildEmbedParameters(
  app: AppConfig,
  { shopDomain, locale, now }: { shopDomain: string; locale: string; now: number },
): URLSearchParams {
  const userId = String(STAFF_USER.id);
  const parameters = new URLSearchParams({
    embedded: "1",
    host: embedHost(shopDomain),
    id_token: mintSessionToken(app, { shopDomain, userId, now }),
    locale,
    session: createHmac("sha256", app.clientSecret).update(shopDomain).digest("hex"),
    shop: shopDomain,
    timestamp: String(Math.floor(now / 1000)),
  });
  const message = [...parameters]
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`)
    .sort()
    .join("&");
  parameters.set("hmac", createHmac("sha256", app.clientSecret).update(message).digest("hex"));
  return parameters;
}
