import type { Clock } from "../../../dev-store/clock/clock.ts";
import { openDatabase } from "../../../dev-store/state/database.ts";
import { createIdSource } from "../../../dev-store/state/ids.ts";
import { createShopHandle } from "../../../dev-store/state/shop-handle.ts";
import { openShopState } from "../../../dev-store/state/shop-state.ts";
import type { Shop } from "../../../dev-store/state/shop.ts";

export interface OpenedShop {
  shop: Shop;
  clock: Clock;
  /** What the app would have been told, in order. */
  told: { topic: string; at: number; clockAt: number }[];
}

/** A real shop of the dev store, in memory, without the servers around it. */
export function openShop(startAt: number): OpenedShop {
  let now = startAt;
  const clock: Clock = { now: () => now, set: (ms) => void (now = ms), setSpeed: () => undefined };
  const told: OpenedShop["told"] = [];
  const database = openDatabase(":memory:");
  const domain = "past.myshopify.com";
  const state = openShopState({
    database,
    clock,
    ids: createIdSource(database),
    record: {
      id: "60000000001",
      domain,
      name: "past",
      plan: "plus",
      currency: "USD",
      timezone: "UTC",
      email: "owner@past.example",
      createdAt: startAt,
    },
    announce: (topic, change) => void told.push({ topic, at: change.at, clockAt: clock.now() }),
    announceVariant: () => undefined,
  });
  const refuse = () => Promise.reject(new Error("No app listens here"));
  const lifecycle = {
    webPixel: () => undefined,
    installApp: refuse,
    openApp: refuse,
    uninstallApp: refuse,
  };
  const shop = createShopHandle(state, {
    lifecycle: { isInstalled: () => true, ...lifecycle },
    app: { clientId: "", clientSecret: "", appUrl: "http://127.0.0.1", handle: "", tomlPath: "" },
    flow: { triggers: [], actions: [], callbackUrl: null },
  });
  return { shop, clock, told };
}
