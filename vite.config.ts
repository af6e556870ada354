import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [
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
