import { randomUUID } from "node:crypto";

import type { Clock } from "../clock/clock.ts";
import type { DevDatabase } from "../state/database.ts";
import type { InstallStore } from "../state/install-store.ts";
import type { PixelStore } from "../state/pixel-store.ts";
import type { Shop } from "../state/shop.ts";
import type { AppConfig, ShopRecord } from "../state/types.ts";
import type { WebhookDispatcher } from "../webhooks/dispatcher.ts";
import { buildShopRedactPayload } from "../webhooks/payloads/privacy.ts";
import { buildScopesPayload, buildShopPayload } from "../webhooks/payloads/shop.ts";
import { openApp } from "./open-app.ts";
import type { TokenStore } from "./token-store.ts";

/** After an uninstall the shop's data must go; Shopify says so two days later. */
const REDACT_AFTER_MS = 48 * 3600 * 1000;

export interface LifecycleContext {
  app: AppConfig;
  scopes: string[];
  clock: Clock;
  installs: InstallStore;
  tokens: TokenStore;
  pixels: PixelStore;
  webhooks: WebhookDispatcher;
  database: DevDatabase;
}

export type AppLifecycle = Pick<
  Shop,
  "isInstalled" | "webPixel" | "installApp" | "openApp" | "uninstallApp"
>;

/** What a merchant does with the app in one shop, by managed installation. */
export function createAppLifecycle(record: ShopRecord, context: LifecycleContext): AppLifecycle {
  const { app, clock, installs, tokens, pixels, webhooks, database } = context;
  const shopDomain = record.domain;
  const open = (path: string) => openApp(app, { shopDomain, path, now: () => clock.now() });

  return {
    isInstalled: () => installs.isInstalled(shopDomain),
    webPixel: () => pixels.find(shopDomain),

    async installApp() {
      const before = installs.find(shopDomain);
      const at = clock.now();
      const install = installs.grant(shopDomain, { scopes: context.scopes, at });
      webhooks.cancel({ shop: shopDomain, topic: "shop/redact" });
      const isOldInstall = before !== undefined && before.uninstalledAt === null;
      if (isOldInstall && before.scopes.join() !== install.scopes.join()) {
        webhooks.enqueue({
          shop: shopDomain,
          topic: "app/scopes_update",
          eventId: randomUUID(),
          triggeredAt: at,
          payload: buildScopesPayload(record, {
            installId: install.id,
            previous: before.scopes,
            current: install.scopes,
            updatedAt: at,
          }),
        });
      }
      const response = await open("/app");
      const body = await response.text();
      if (!response.ok) {
        throw new Error(
          `The app answered ${response.status} to its installation on ${shopDomain}: ${body.slice(0, 2000)}`,
        );
      }
    },

    async openApp(path = "/app") {
      if (!installs.isInstalled(shopDomain)) {
        throw new Error(`The app is not installed on ${shopDomain}.`);
      }
      return open(path);
    },

    async uninstallApp() {
      if (!installs.isInstalled(shopDomain)) return;
      const at = clock.now();
      database.transaction(() => {
        tokens.revokeAll(shopDomain, at);
        installs.end(shopDomain, at);
        pixels.remove(shopDomain);
        const shared = { shop: shopDomain, eventId: randomUUID(), triggeredAt: at };
        webhooks.enqueue({
          ...shared,
          topic: "app/uninstalled",
          payload: buildShopPayload(record, at),
        });
        webhooks.enqueue({
          ...shared,
          topic: "shop/redact",
          triggeredAt: at + REDACT_AFTER_MS,
          deliverAt: at + REDACT_AFTER_MS,
          payload: buildShopRedactPayload(record),
        });
      });
    },
  };
}
