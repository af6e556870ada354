import "@shopify/shopify-app-remix/adapters/node";
import { ApiVersion, AppDistribution, shopifyApp } from "@shopify/shopify-app-remix/server";
import { PrismaSessionStorage } from "@shopify/shopify-app-session-storage-prisma";
import { now } from "./clock.server.ts";
import { getPool } from "./db/pool.server.ts";
import { getPrisma } from "./db.server.ts";
import { env } from "./env.server.ts";
import { getEnqueue } from "./jobs/queue.server.ts";
import { installShop } from "./services/install-shop.ts";
import { createAdminApi } from "./shopify/admin-api.ts";
import { SCOPES } from "./shopify/scopes.ts";

const shopify = shopifyApp({
  apiKey: env().SHOPIFY_API_KEY,
  apiSecretKey: env().SHOPIFY_API_SECRET,
  appUrl: env().SHOPIFY_APP_URL,
  apiVersion: ApiVersion.October26,
  scopes: [...SCOPES],
  authPathPrefix: "/auth",
  sessionStorage: new PrismaSessionStorage(getPrisma()),
  distribution: AppDistribution.AppStore,
  // Both are what Shopify asks of new apps: token exchange without redirects, tokens that expire.
  future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
  hooks: {
    // Runs whenever a token was exchanged, so at install, at reinstall and after every expiry.
    afterAuth: async ({ session, admin }) => {
      await installShop({
        pool: getPool(),
        enqueue: await getEnqueue(),
        admin: createAdminApi((document, variables) => admin.graphql(document, { variables })),
        domain: session.shop,
        now: now(),
      });
    },
  },
});

export default shopify;
export const { authenticate, unauthenticated, addDocumentResponseHeaders, sessionStorage } = shopify;
