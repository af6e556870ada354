import { setTimeout as sleep } from "node:timers/promises";

import type { Clock } from "../clock/clock.ts";
import type { Shop } from "../state/shop.ts";
import type { ShopperAction } from "./actions.ts";
import { createPerformer } from "./perform-action.ts";
import { simulateShoppers } from "./simulate-shoppers.ts";

export const DEFAULT_SHOPPERS = 400;
/** Ten seconds of the shop to one of ours: a session token of 60 seconds then still lives six. */
const DEFAULT_SPEED = 10;
/** A shop on a busy day: some 20 visits in each minute of ours at the default speed. */
const DEFAULT_BUSTLE = 12;
const LONGEST_NAP_MS = 250;

export interface RunSimulationInput {
  devStore: { url: string; clock: Clock };
  shop: Shop;
  seed: number;
  signal: AbortSignal;
  customers?: number;
  /** Of the clock. */
  speed?: number;
  bustle?: number;
  onAction?: (action: ShopperAction) => void;
  /** An action that failed, such as a browse event while the app is away. The shoppers go on. */
  onError?: (error: Error, action: ShopperAction) => void;
}

export interface SimulationTotals {
  performed: number;
  failed: number;
}

/**
 * Lets the shoppers shop until `signal` stops them: browse events go through the storefront's app
 * proxy, carts, checkouts, orders and refunds through the shop, with the webhooks that follow. Sets
 * the clock's speed, and back to 1 at the end. Load the past first (`loadSeed`).
 */
export async function runSimulation(input: RunSimulationInput): Promise<SimulationTotals> {
  const { devStore, shop, signal, seed } = input;
  const { clock } = devStore;
  const { customers = DEFAULT_SHOPPERS, speed = DEFAULT_SPEED, bustle = DEFAULT_BUSTLE } = input;
  const name = shop.domain.replace(/\.myshopify\.com$/, "");
  const storefrontUrl = `${devStore.url}/shop/${name}`;
  const performer = createPerformer({ shop, storefrontUrl, clock });
  const totals = { performed: 0, failed: 0 };
  clock.setSpeed(speed);
  try {
    for (const action of simulateShoppers({ seed, customers, startAt: clock.now(), bustle })) {
      await waitUntil(action.at, { clock, speed, signal });
      if (signal.aborted) break;
      try {
        await performer.perform(action);
        totals.performed += 1;
        input.onAction?.(action);
      } catch (error) {
        totals.failed += 1;
        input.onError?.(error instanceof Error ? error : new Error(String(error)), action);
      }
    }
  } finally {
    clock.setSpeed(1);
  }
  return totals;
}

interface WaitContext {
  clock: Clock;
  speed: number;
  signal: AbortSignal;
}

/** Naps rather than one long sleep: somebody else may set the clock in between. */
async function waitUntil(at: number, { clock, speed, signal }: WaitContext): Promise<void> {
  while (!signal.aborted) {
    const left = at - clock.now();
    if (left <= 0) return;
    const napMs = Math.max(1, Math.min(LONGEST_NAP_MS, left / speed));
    await sleep(napMs, undefined, { signal }).catch(() => undefined);
  }
}
