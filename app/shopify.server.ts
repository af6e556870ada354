import "@shopify/shopify-app-remix/adapters/node";
import { ApiVersion, AppDistribution, shopifyApp } from "@shopify/shopify-app-remix/server";
import { now } from "./clock.server.ts";
import { getPool } from "./db/pool.server.ts";
import { markAuthorized } from "./db/shop.ts";
import { env } from "./env.server.ts";
import { createSessionStorage } from "./session-storage.server.ts";
import { libraryLogger } from "./shopify/library-logger.server.ts";
import { SCOPES } from "./shopify/scopes.ts";

/** Shopify's library, set up once. What follows from a merchant's first visit is in authenticate-shop.server.ts. */
const shopify = shopifyApp({
  apiKey: env().SHOPIFY_API_KEY,
  apiSecretKey: env().SHOPIFY_API_SECRET,
  appUrl: env().SHOPIFY_APP_URL,
  apiVersion: ApiVersion.October26,
  scopes: [...SCOPES],
  authPathPrefix: "/auth",
  sessionStorage: createSessionStorage(),
  distribution: AppDistribution.AppStore,
  // Both are what Shopify asks of new apps: token exchange without redirects, tokens that expire.
  logger: libraryLogger,
  hooks: {
    // Runs whenever a merchant's visit was exchanged for a token. A reinstall whose uninstall was never
    // told is seen by nothing else.
    afterAuth: ({ session }) => markAuthorized(getPool(), session.shop, now()),
  },
  future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
});

export default shopify;
export const { authenticate, unauthenticated, addDocumentResponseHeaders, sessionStorage } =
  shopify;
