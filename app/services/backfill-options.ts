import type pg from "pg";
import { AdminApiError, type AdminApi } from "../shopify/admin-api.ts";
import type { OpenBulkResult } from "../shopify/bulk-result.ts";

/** What the reading of one shop's history works with. */
export interface BackfillOptions {
  pool: pg.Pool;
  shopId: number;
  admin: AdminApi;
  clock: () => number;
  sleep: (ms: number) => Promise<void>;
  /** Bulk operations, where the app may use them; null: pages only. */
  bulk: BulkOptions | null;
}

export interface BulkOptions {
  open: OpenBulkResult;
  /** Told when pages are read in place of a bulk result, and why. */
  onFallBack: (told: { shopId: number; resource: string; reason: string }) => void;
}

/** Waits as long as Shopify asks for when it throttles; every other failure ends this try. */
export async function patiently<T>(
  options: Pick<BackfillOptions, "sleep">,
  ask: () => Promise<T>,
): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof AdminApiError) || error.failure.kind !== "throttled") throw error;
      await options.sleep(error.failure.waitMs);
    }
  }
}
