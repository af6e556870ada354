import { expect, test } from "vitest";
import { useApp } from "../support/app-world.ts";
import { useBrowser } from "../support/browser.ts";

const app = useApp();
const browser = useBrowser();

test("a merchant sees why two people became one, and takes it back", async () => {
  const { shop, shopId } = await app.install("merged");
  const product = shop.createProduct({ title: "Mug", variants: [{ priceMinor: 900 }] });
  const variantId = product.variants[0]?.id ?? "";
  const lines = [
    { productId: product.id, variantId, quantity: 1, priceMinor: 900, title: product.title },
  ];
  const { id } = shop.createCustomer({ firstName: "Ada" });
  const checkout = { token: "checkout-of-somebody", cartToken: "cart-of-somebody", lines };
  shop.upsertCart({ token: checkout.cartToken, lines });
  shop.upsertCheckout({ ...checkout, customerId: null });
  await app.settle(shopId);
  // The checkout of somebody unknown turns out to be hers.
  app.devStore.clock.set(app.devStore.clock.now() + 5000);
  shop.upsertCheckout({ ...checkout, customerId: id });
  await app.settle(shopId);

  const page = await browser.newPage();
  await page.goto(`${app.devStore.url}/store/merged/apps/kindling/app/customers/${id}`);
  const frame = page.frameLocator("#app-frame");
  await frame.getByRole("heading", { name: "Merges" }).waitFor();
  expect(await frame.getByText("A checkout names both").count()).toBeGreaterThan(0);
  await frame.getByRole("button", { name: /^Undo the merge with Checkout/ }).click();
  await browser.screenshot(page, "customer-merge");
  await frame.getByRole("button", { name: "Undo the merge", exact: true }).click();
  await frame.getByText("They are two people again.").waitFor();

  const { rows } = await app.pool.query<{ people: number }>(
    `SELECT count(DISTINCT profile_id)::int AS people FROM identity
     WHERE shop_id = $1 AND (kind = 'customer' AND key = $2 OR key = $3)`,
    [shopId, id, checkout.token],
  );
  expect(rows).toEqual([{ people: 2 }]);
  await page.setViewportSize({ width: 390, height: 844 });
  await browser.screenshot(page, "customer-merge-phone");
});
