// Requests are those of the web platform, as in the Remix package: the adapter that is loaded last decides for both.
import "@shopify/shopify-api/adapters/web-api";
import { ApiVersion, shopifyApi } from "@shopify/shopify-api";
import { env } from "../env.server.ts";
import { libraryLogger } from "./library-logger.server.ts";

let api: ReturnType<typeof shopifyApi> | undefined;

/** Shopify's library below the Remix package: for checks of signatures that need no session. */
export function getShopifyApi(): ReturnType<typeof shopifyApi> {
  api ??= shopifyApi({
    apiKey: env().SHOPIFY_API_KEY,
    apiSecretKey: env().SHOPIFY_API_SECRET,
    apiVersion: ApiVersion.October26,
    hostName: new URL(env().SHOPIFY_APP_URL).host,
    isEmbeddedApp: true,
    logger: libraryLogger,
  });
  return api;
}
