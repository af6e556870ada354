import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { findShop } from "../../../app/db/shop.ts";
import type { Condition } from "../../../app/pipeline/segment/condition-tree.ts";
import { createWriteKey } from "../../../app/services/create-write-key.ts";
import { publishSegment } from "../../../app/services/publish-segment.ts";
import { setMetafields } from "../../../app/services/set-metafields.ts";
import type { Shop } from "../../../dev-store/state/shop.ts";
import type { DevStore } from "../../../dev-store/start.ts";
import { PRODUCTS, SHOPS } from "../plan/plan-traffic.ts";

const CUSTOMERS = 12;
const DAY_MS = 24 * 3_600_000;
const POLL_MS = 100;

/** A shop of the run, as both sides know it. */
export interface ChaosShop {
  shop: Shop;
  shopId: number;
  domain: string;
  productIds: string[];
  /** Who may be the next to do something; merged ones leave it. */
  customerIds: string[];
  /** Who does nothing any more, and may be the next to be erased. */
  leaving: string[];
  pixelToken: string;
  writeKey: string;
}

/** Two segments whose members can be told from what was sent alone, by counting. */
export const LOOKED = { handle: "chaos-looked", looks: 3 };
export const BOUGHT = { handle: "chaos-bought", orders: 2 };

const CONDITIONS: Record<string, Condition> = {
  [LOOKED.handle]: {
    kind: "count",
    of: { kind: "signals", signals: ["product_viewed"], where: [] },
    each: null,
    window: null,
    comparison: "at-least",
    count: LOOKED.looks,
  },
  [BOUGHT.handle]: {
    kind: "count",
    of: { kind: "orders", where: [] },
    each: null,
    window: null,
    comparison: "at-least",
    count: BOUGHT.orders,
  },
};

/** The shop whose scores are told in metafields as well: the busy one. */
const WITH_METAFIELDS = 1;

/** Shops with customers and a catalog, in which the app is installed, its history read and the two segments in force. */
export async function openShops(pool: pg.Pool, devStore: DevStore): Promise<ChaosShop[]> {
  const shops: ChaosShop[] = [];
  for (let index = 1; index <= SHOPS; index += 1) {
    const open = await openShop(pool, devStore, `chaos-${index}.myshopify.com`);
    if (index === WITH_METAFIELDS) {
      const { shopId } = open;
      await setMetafields({ pool, shopId, isOn: true, now: devStore.clock.now() });
    }
    shops.push(open);
  }
  return shops;
}

async function openShop(pool: pg.Pool, devStore: DevStore, domain: string): Promise<ChaosShop> {
  const shop = devStore.createShop({ domain, plan: "plus", currency: "EUR" });
  const now = devStore.clock.now();
  const at = now - DAY_MS;
  const { customerIds, productIds } = shop.batch(() => ({
    customerIds: Array.from({ length: CUSTOMERS }, (_, index) => {
      const made = { createdAt: at, tags: [`of-${domain}`, `number-${index}`] };
      return shop.createCustomer(made, { at, emit: false }).id;
    }),
    productIds: Array.from({ length: PRODUCTS }, (_, index) => {
      const product = { title: `Product ${index}`, priceMinor: 1000 + index };
      return shop.createProduct(product, { emit: false }).id;
    }),
  }));
  await shop.installApp();
  const row = await findShop(pool, domain);
  if (row === null) throw new Error(`${domain} is not installed`);
  const { shopId } = row;
  await waitFor(async () => (await findShop(pool, domain))?.readyAt ?? null);
  for (const [handle, condition] of Object.entries(CONDITIONS)) {
    await publish(pool, { shopId, handle, condition, now: devStore.clock.now() });
  }
  const made = { name: "Chaos", kind: "server", userIdIs: "user" } as const;
  const key = await createWriteKey({ pool, shopId, ...made, now });
  if (key.outcome !== "created") throw new Error(`No write key: ${key.outcome}`);
  const pixelToken = await waitFor(async () => {
    const sql = "SELECT pixel_token AS token FROM shop WHERE shop_id = $1";
    return (await pool.query<{ token: string | null }>(sql, [shopId])).rows[0]?.token ?? null;
  });
  return {
    shop,
    shopId,
    domain,
    productIds,
    customerIds,
    leaving: [],
    pixelToken,
    writeKey: key.key,
  };
}

async function publish(
  pool: pg.Pool,
  segment: { shopId: number; handle: string; condition: Condition; now: number },
): Promise<void> {
  const { shopId, handle, condition, now } = segment;
  const draft = {
    name: handle,
    description: "Whoever it is can be counted.",
    tag: handle,
    condition,
    leaveWhen: null,
    minimumStayMs: 0,
    minimumAbsenceMs: 0,
  };
  const asked = { handle, draft, baseVersion: null, text: null, isTold: false };
  const published = await publishSegment({ pool, shopId, ...asked, now });
  if (published.outcome !== "published") throw new Error(`Not published: ${published.outcome}`);
  const { segmentId } = published;
  await waitFor(async () => {
    const sql = "SELECT version FROM segment WHERE shop_id = $1 AND segment_id = $2";
    const { rows } = await pool.query<{ version: number | null }>(sql, [shopId, segmentId]);
    return rows[0]?.version ?? null;
  });
}

async function waitFor<T>(read: () => Promise<T | null>): Promise<T> {
  for (const deadline = performance.now() + 60_000; performance.now() < deadline;) {
    const found = await read();
    if (found !== null) return found;
    await sleep(POLL_MS);
  }
  throw new Error("A shop was not ready within a minute: did the app start?");
}
