import { resolve } from "node:path";

import type { AppConfig } from "../state/types.ts";

const PRELOAD = new URL("../clock/preload.ts", import.meta.url).href;

/**
 * The environment that puts the app into the dev store's world: its keys, the proxy with its
 * authority, the clock. Nothing else about the app differs from production.
 */
export function buildAppEnv(world: {
  app: AppConfig;
  url: string;
  proxyUrl: string;
  authorityFile: string;
  clockFile: string;
}): Record<string, string> {
  const { app, url, proxyUrl, authorityFile, clockFile } = world;
  return {
    SHOPIFY_API_KEY: app.clientId,
    SHOPIFY_API_SECRET: app.clientSecret,
    SHOPIFY_APP_URL: app.appUrl,
    APP_BRIDGE_URL: `${url}/app-bridge.js`,
    EXTRA_FRAME_ANCESTORS: url,
    HTTPS_PROXY: proxyUrl,
    // Node asks the lower-case name first; a machine behind a proxy of its own may have it set.
    https_proxy: proxyUrl,
    NO_PROXY: "127.0.0.1,localhost",
    no_proxy: "127.0.0.1,localhost",
    NODE_USE_ENV_PROXY: "1",
    NODE_EXTRA_CA_CERTS: resolve(authorityFile),
    NODE_OPTIONS: `--import ${PRELOAD}`,
    KINDLING_CLOCK_FILE: resolve(clockFile),
    TRUST_CLOCK: "on",
  };
}
