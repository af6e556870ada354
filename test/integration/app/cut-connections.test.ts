import { expect, test } from "vitest";
import { count } from "../../support/app-rows.ts";
import { useApp } from "../../support/app-world.ts";

// A process that ends of itself fails the file: see useApp.
const app = useApp();

test("the database may cut every connection of the app at any moment: both processes go on, and nothing is lost", async () => {
  const { shop, shopId } = await app.install("cut");
  const lines = [{ title: "Mug", quantity: 1, priceMinor: 900 }];
  let cut = 0;
  for (let round = 0; round < 8; round += 1) {
    const customer = shop.createCustomer({ firstName: "Ada" });
    for (let order = 0; order < 5; order += 1) shop.createOrder({ customerId: customer.id, lines });
    const { rowCount } = await app.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    // None in a round in which all are being opened again.
    cut += rowCount ?? 0;
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  expect(cut).toBeGreaterThan(8);
  // What was answered with 500 while connections were cut comes again, on the shop's clock.
  app.devStore.clock.setSpeed(600);
  await app.settle(shopId);
  app.devStore.clock.setSpeed(1);
  expect(await count(app.pool, "FROM customer_order WHERE shop_id = $1", [shopId])).toBe(40);
});
