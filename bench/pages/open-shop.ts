import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { findShop } from "../../app/db/shop.ts";
import { countWorkLeft } from "../../app/queries/work-left.ts";
import { buildProxyQuery } from "../../dev-store/app-proxy/build-proxy-query.ts";
import { DESKTOP_BROWSER } from "../../dev-store/network/desktop-browser.ts";
import { createRandom } from "../../dev-store/simulation/random.ts";
import type { RunningDemo } from "../../scripts/demo/start-everything.ts";

const DAY_MS = 86_400_000;
const PRODUCTS = 100;
const POLL_MS = 250;
const AT_ONCE = 20;

/**
 * A shop whose history and visits the app has read, scored, fitted and put into segments by itself: every table holds
 * what it really holds, so that copies of it are a large shop and not a picture of one.
 */
export async function openShop(
  demo: RunningDemo,
  options: { domain: string; customers: number; clientSecret: string; appUrl: string },
): Promise<number> {
  const { devStore, pool } = demo;
  const { domain } = options;
  const random = createRandom(7);
  const shop = devStore.createShop({ domain, plan: "plus", currency: "EUR" });
  const now = devStore.clock.now();
  const people = shop.batch(() => {
    const products = Array.from({ length: PRODUCTS }, (_, index) =>
      shop.createProduct(
        { title: `Product ${index + 1}`, priceMinor: 1000 + 50 * index },
        { emit: false },
      ),
    );
    return Array.from({ length: options.customers }, () => {
      const since = random.between(5, 700);
      const at = now - since * DAY_MS;
      const { id } = shop.createCustomer({ createdAt: at }, { at, emit: false });
      // Many order once, few often, as in any shop.
      const orders = Math.floor(1 / (0.12 + random.next()));
      for (let order = 0; order < orders; order += 1) {
        const createdAt = now - random.between(0, since * 24) * 3_600_000;
        const product = products[random.between(0, PRODUCTS - 1)];
        if (product === undefined) continue;
        const line = { title: "A product", quantity: 1, priceMinor: random.between(500, 20_000) };
        shop.createOrder(
          { customerId: id, createdAt, lines: [line] },
          { at: createdAt, emit: false },
        );
      }
      return { id, products: products.map((product) => product.id) };
    });
  });
  await shop.installApp();
  const { shopId } = (await findShop(pool, domain)) ?? { shopId: 0 };
  await settle(demo, shopId);
  for (let from = 0; from < people.length; from += AT_ONCE) {
    await Promise.all(
      people.slice(from, from + AT_ONCE).map(({ id, products }) => {
        const productId = products[random.between(0, PRODUCTS - 1)] ?? "";
        return visit({ ...options, customerId: id, productId, at: devStore.clock.now() });
      }),
    );
  }
  await settle(demo, shopId);
  return shopId;
}

/** A look at a product and into the cart, as the storefront's script tells it through Shopify's proxy. */
async function visit(by: {
  appUrl: string;
  clientSecret: string;
  domain: string;
  customerId: string;
  productId: string;
  at: number;
}): Promise<void> {
  const { appUrl, clientSecret, domain: shopDomain, customerId, productId, at } = by;
  const told = { shopDomain, customerId, pathPrefix: "/apps/kindling", at };
  const sentAt = new Date(at).toISOString();
  const kinds = ["page_viewed", "product_viewed", "product_added_to_cart"];
  const response = await fetch(
    `${appUrl}/proxy/events?${buildProxyQuery(new URLSearchParams(), told, clientSecret)}`,
    {
      method: "POST",
      headers: { "content-type": "application/json", "user-agent": DESKTOP_BROWSER },
      body: JSON.stringify({
        clientId: randomUUID(),
        cartToken: null,
        consent: { analytics: true, marketing: true },
        sentAt,
        events: kinds.map((kind) => ({
          kind,
          occurredAt: sentAt,
          path: `/products/${productId}`,
          productId: kind === "page_viewed" ? null : productId,
        })),
      }),
    },
  );
  await response.arrayBuffer();
  if (response.status !== 204) throw new Error(`A visit was answered with ${response.status}`);
}

async function settle({ pool, devStore }: RunningDemo, shopId: number): Promise<void> {
  for (;;) {
    const { isReady, ...left } = await countWorkLeft(pool, shopId, devStore.clock.now());
    if (isReady && Object.values(left).every((count) => count === 0)) return;
    await sleep(POLL_MS);
  }
}
