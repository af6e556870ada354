import type { Clock } from "../../dev-store/clock/clock.ts";
import type { Shop } from "../../dev-store/state/shop.ts";
import { createRandom } from "../../dev-store/simulation/random.ts";

const MINUTE_MS = 60_000;

/**
 * Lets a shop of the dev store live: customers sign up and change, products change their prices, carts
 * become checkouts and orders, of guests too, and some orders are cancelled or refunded, in part or twice.
 */
export function liveADay(
  shop: Shop,
  clock: Clock,
  day: { seed: string; customers: number; products: number; orders: number },
): void {
  const random = createRandom(day.seed);
  const pass = (minutes: number): void => clock.set(clock.now() + minutes * MINUTE_MS);
  const one = <T>(list: readonly T[]): T => {
    const [first, ...more] = list;
    if (first === undefined) throw new Error("a day needs customers and products");
    return random.pick([first, ...more]);
  };
  const products = Array.from({ length: day.products }, (_, index) => {
    pass(1);
    return shop.createProduct({
      title: `Product ${index}`,
      priceMinor: 500 + 10 * index,
      productType: `Type ${index % 7}`,
    });
  });
  const customers = Array.from({ length: day.customers }, () => {
    pass(1);
    return shop.createCustomer({ firstName: "Ada" });
  });
  for (let index = 0; index < day.orders; index += 1) {
    pass(random.between(1, 3));
    const customer = random.chance(0.1) ? null : one(customers);
    const product = one(products);
    const lines = [
      {
        title: product.title,
        quantity: random.between(1, 3),
        priceMinor: 1000,
        productId: product.id,
        variantId: product.variants[0]?.id ?? null,
      },
      // Now and then more than a page of lines holds.
      ...Array.from({ length: index % 250 === 100 ? 120 : index % 3 }, (_, line) => ({
        title: `Engraving ${line}`,
        quantity: 1,
        priceMinor: 200,
      })),
    ];
    const discount = { amountMinor: 100 + index, code: index % 4 === 0 ? "CODE" : null };
    const cartToken = `cart-${day.seed}-${index}`;
    const checkoutToken = `checkout-${day.seed}-${index}`;
    shop.upsertCart({ token: cartToken, lines });
    if (random.chance(0.7)) shop.upsertCheckout({ token: checkoutToken, cartToken, lines });
    const customerId = customer?.id ?? null;
    const placed = { customerId, lines, cartToken, checkoutToken };
    const order = shop.createOrder(index % 5 < 2 ? { ...placed, discount } : placed);
    if (random.chance(0.15)) {
      pass(1);
      shop.cancelOrder(order.id, {});
    }
    for (let refund = random.between(0, 2); refund > 0 && random.chance(0.4); refund -= 1) {
      pass(1);
      shop.refundOrder(order.id, { amountMinor: random.between(1, 400) });
    }
    if (random.chance(0.2)) shop.updateCustomer(one(customers).id, { lastName: `L${index}` });
    if (random.chance(0.3)) {
      shop.updateProduct(one(products).id, { priceMinor: random.between(300, 900) });
    }
  }
}
