import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig, type Plugin } from "vite";
import { workForRequest } from "./app/db/shop-scope.ts";

/** What app/server.ts does for each request, for the development server. */
const requestScope: Plugin = {
  name: "request-scope",
  configureServer: ({ middlewares }) => {
    middlewares.use((_request, _response, next) => workForRequest(next));
  },
};

export default defineConfig({
  plugins: [
    requestScope,
    remix({
      ignoredRouteFiles: ["**/.*"],
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        // Off: Shopify's library answers loaders with thrown Responses and headers of its own, and
        // App Bridge signs every fetch, which the manifest's requests do not survive without a token.
        v3_singleFetch: false,
        v3_lazyRouteDiscovery: false,
      },
    }),
  ],
  // Inlined assets would need data: in the content security policy.
  build: { assetsInlineLimit: 0 },
});
