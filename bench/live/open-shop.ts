import { setTimeout as sleep } from "node:timers/promises";
import { findShop } from "../../app/db/shop.ts";
import type { Condition } from "../../app/pipeline/segment/condition-tree.ts";
import { countWorkLeft } from "../../app/queries/work-left.ts";
import { publishSegment } from "../../app/services/publish-segment.ts";
import type { Shop } from "../../dev-store/state/shop.ts";
import type { RunningDemo } from "../../scripts/demo/start-everything.ts";
import { DECIDING_VIEWS } from "./plan-traffic.ts";

const CUSTOMERS = 2000;
const PRODUCTS = 100;
const DAY_MS = 86_400_000;
const POLL_MS = 250;
const HANDLE = "looked-around";
const PREFIX = "kindling:";

export interface OpenShop {
  shop: Shop;
  shopId: number;
  segmentId: number;
  /** As it stands in Shopify. */
  tag: string;
  customerIds: string[];
  productIds: string[];
}

/**
 * A shop of the Standard plan with customers whose history the app has read, with the ready segments and one more,
 * of who looked at a few products. It is given when nothing is left to do.
 */
export async function openShop(demo: RunningDemo, domain: string): Promise<OpenShop> {
  const { devStore, pool } = demo;
  const shop = devStore.createShop({ domain, plan: "standard", currency: "EUR" });
  const now = devStore.clock.now();
  const [customerIds, productIds] = shop.batch(() => [
    Array.from({ length: CUSTOMERS }, (_, index) => {
      const at = now - ((index % 300) + 1) * DAY_MS;
      return shop.createCustomer({ createdAt: at }, { at, emit: false }).id;
    }),
    Array.from({ length: PRODUCTS }, (_, index) => {
      const product = { title: `Product ${index + 1}`, priceMinor: 1000 + index };
      return shop.createProduct(product, { emit: false }).id;
    }),
  ]);
  await shop.installApp();
  const { shopId } = (await findShop(pool, domain)) ?? { shopId: 0 };
  await settle(demo, shopId);
  const published = await publishSegment({
    pool,
    shopId,
    handle: HANDLE,
    draft: {
      name: "Looked around",
      description: "Saw a few products this week.",
      tag: HANDLE,
      condition: LOOKED_AROUND,
      leaveWhen: null,
      minimumStayMs: 0,
      minimumAbsenceMs: 0,
    },
    baseVersion: null,
    text: null,
    isTold: false,
    now: devStore.clock.now(),
  });
  if (published.outcome !== "published") throw new Error(`Not published: ${published.outcome}`);
  const { segmentId } = published;
  while (!(await isInForce(demo, { shopId, segmentId }))) await sleep(POLL_MS);
  await settle(demo, shopId);
  return { shop, shopId, segmentId, tag: `${PREFIX}${HANDLE}`, customerIds, productIds };
}

const LOOKED_AROUND: Condition = {
  kind: "count",
  of: { kind: "signals", signals: ["product_viewed"], where: [] },
  each: null,
  window: { kind: "days", days: 7 },
  comparison: "at-least",
  count: DECIDING_VIEWS,
};

/** Waits until the app has done all that there is to do for the shop. */
async function settle({ pool, devStore }: RunningDemo, shopId: number): Promise<void> {
  for (;;) {
    const { isReady, ...left } = await countWorkLeft(pool, shopId, devStore.clock.now());
    if (isReady && Object.values(left).every((count) => count === 0)) return;
    await sleep(POLL_MS);
  }
}

async function isInForce(
  { pool }: RunningDemo,
  { shopId, segmentId }: { shopId: number; segmentId: number },
): Promise<boolean> {
  const { rows } = await pool.query<{ version: number | null }>(
    "SELECT version FROM segment WHERE shop_id = $1 AND segment_id = $2",
    [shopId, segmentId],
  );
  return typeof rows[0]?.version === "number";
}
