import fc from "fast-check";
import { expect, test } from "vitest";
import { DEEPEST_PATH, pageOf } from "../../../../../app/pipeline/predict/visitors/page-area.ts";

test.each([
  ["/", "home", 0],
  ["", "home", 0],
  ["https://shop.example/", "home", 0],
  ["/fr", "home", 0],
  ["/products/cup", "product", 2],
  ["/en-gb/collections/new?page=2", "collection", 2],
  ["/collections/new/products/cup#reviews", "product", 4],
  ["https://shop.example/p/1234.html", "product", 2],
  ["/products/shopping-bag", "product", 2],
  ["/collections/bag", "collection", 2],
  ["/search", "search", 1],
  ["/cart", "cart", 1],
  ["/shopping-cart.php", "cart", 1],
  ["/store/basket", "cart", 2],
  ["/checkouts/c1/information", "checkout", 3],
  ["/checkout-step-2", "checkout", 1],
  ["/account/orders/4711", "account", 3],
  ["/login", "account", 1],
  ["/pages/size-guide", "other", 2],
  ["/shipping-policy", "other", 1],
])("%s is %s at depth %i", (address, area, depth) => {
  expect(pageOf(address)).toEqual({ area, depth });
});

test.each(["/checkouts/c1/thank-you", "/checkout/thank_you", "/order-confirmation", "/thank-you"])(
  "%s, the page after a purchase, is no page of a kind that leads to one",
  (address) => {
    expect(pageOf(address).area).toBe("other");
  },
);

test("any text has an area and a depth of a few", () => {
  fc.assert(
    fc.property(fc.string(), (address) => {
      const { depth } = pageOf(address);
      expect(depth).toBeGreaterThanOrEqual(0);
      expect(depth).toBeLessThanOrEqual(DEEPEST_PATH);
    }),
  );
});
