import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import { beforeEach, expect, test } from "vitest";
import { useApp, type Installed } from "../support/app-world.ts";
import { useBrowser } from "../support/browser.ts";

const app = useApp();
const browser = useBrowser();

let installed: Installed;
let store: string;
let productId: string;

/** A shop for each try: what one has told is counted in no other. */
beforeEach(async () => {
  const name = `together-${randomUUID().slice(0, 8)}`;
  installed = await app.install(name, {
    before(shop) {
      shop.changeTheme({ appEmbeds: { kindling: { isActive: true } } });
      const product = shop.createProduct(
        { title: "Blue mug", handle: "blue-mug", priceMinor: 1250 },
        { emit: false },
      );
      productId = product.id;
    },
  });
  store = `${app.devStore.url}/shop/${name}`;
});

/** Does something after which the pixel tells of it, and waits until the app has answered. */
async function told(page: Page, act: () => Promise<unknown>): Promise<void> {
  const answered = page.context().waitForEvent("response", {
    predicate: (response) => response.url() === `${app.appUrl}/pixel/events`,
    timeout: 10_000,
  });
  const [answer] = await Promise.all([answered, act()]);
  expect(answer.status()).toBe(204);
}

/** Goes from the front door to an order as a guest who agrees. */
async function buy(page: Page): Promise<void> {
  await page.goto(`${store}/`);
  // Longer than what the server takes for one instant: Shopify tells of the page as it was opened, the embed as
  // it was allowed to look, and only by the embed's word are the two one.
  await page.waitForTimeout(10_500);
  await told(page, () => page.getByRole("button", { name: "Allow" }).click());
  await told(page, () => page.getByRole("link", { name: "Blue mug" }).click());
  await told(page, () => page.getByRole("button", { name: "Add to cart", exact: true }).click());
  await told(page, () => page.getByRole("link", { name: "To the cart" }).click());
  await told(page, () => page.getByRole("button", { name: "Check out" }).click());
  await page.getByLabel("Email").fill("ada@example.com");
  await told(page, () => page.getByRole("button", { name: "Continue to shipping" }).click());
  await page.getByLabel("Express").check();
  await told(page, () => page.getByRole("button", { name: "Continue to payment" }).click());
  await told(page, () => page.getByRole("button", { name: "Pay now" }).click());
  await page.getByRole("heading", { name: /Thank you/ }).waitFor();
}

/** How often each source told of each kind. */
async function readTellings(): Promise<Record<string, Record<string, number>>> {
  const { rows } = await app.pool.query<{ source: string; kind: string; times: number }>(
    `SELECT source, event->>'kind' AS kind, count(*)::int AS times
     FROM raw_event, jsonb_array_elements(wire->'events') AS event
     WHERE shop_id = $1 AND source IN ('proxy', 'pixel') GROUP BY 1, 2`,
    [installed.shopId],
  );
  const tellings: Record<string, Record<string, number>> = { proxy: {}, pixel: {} };
  for (const { source, kind, times } of rows)
    Object.assign(tellings[source] ?? {}, { [kind]: times });
  return tellings;
}

test("what both see is one fact, and the guest's order is tied to the browsing before it", async () => {
  const page = await (await browser.newVisitor()).newPage();
  await buy(page);
  const seen = { page_viewed: 3, product_viewed: 1, product_added_to_cart: 1, cart_viewed: 1 };
  await expect.poll(readTellings, { timeout: 20_000 }).toMatchObject({
    proxy: seen,
    pixel: {
      ...seen,
      page_viewed: expect.any(Number),
      checkout_started: 1,
      checkout_contact_info_submitted: 1,
      checkout_address_info_submitted: 1,
      checkout_shipping_info_submitted: 1,
      payment_info_submitted: 1,
      checkout_completed: 1,
    },
  });
  await app.settle(installed.shopId);

  const { rows: facts } = await app.pool.query<{ signal: string; trust: string; times: number }>(
    `SELECT signal, min(trust) AS trust, count(*)::int AS times FROM fact
     WHERE shop_id = $1 AND key NOT LIKE '%/checkouts:%' GROUP BY signal`,
    [installed.shopId],
  );
  const counted = Object.fromEntries(
    facts.map(({ signal, trust, times }) => [signal, [trust, times]]),
  );
  expect(counted).toMatchObject({
    // Told by both: the proxy's word is the better one.
    page_viewed: ["claimed", 3],
    product_viewed: ["claimed", 1],
    product_added_to_cart: ["claimed", 1],
    cart_viewed: ["claimed", 1],
    // Told by the pixel and by Shopify.
    checkout_started: ["signed", 1],
    // Told by the pixel alone.
    checkout_contact_info_submitted: ["unsigned", 1],
    checkout_address_info_submitted: ["unsigned", 1],
    checkout_shipping_info_submitted: ["unsigned", 1],
    payment_info_submitted: ["unsigned", 1],
    order_placed: ["signed", 1],
  });

  // Shopify tells of orders in whole seconds, and nobody buys as quickly as a test.
  const buyer = installed.shop.findCustomer("ada@example.com")?.id;
  const { rows: browsed } = await app.pool.query<{ signal: string; about: string | null }>(
    `SELECT DISTINCT signal, about FROM identity AS customer
     JOIN identity AS own USING (shop_id, profile_id)
     JOIN fact ON fact.shop_id = own.shop_id AND fact.identity_id = own.identity_id
     JOIN customer_order ON customer_order.shop_id = fact.shop_id
     WHERE customer.shop_id = $1 AND customer.kind = 'customer' AND customer.key = $2
       AND customer_order.customer_id = customer.key
       AND date_trunc('second', fact.occurred_at) <= placed_at
       AND own.kind = 'client' AND about IS NOT NULL ORDER BY signal`,
    [installed.shopId, buyer],
  );
  expect(browsed).toEqual([
    { signal: "product_added_to_cart", about: `product:${productId}` },
    { signal: "product_viewed", about: `product:${productId}` },
  ]);
});
