import { setTimeout } from "node:timers/promises";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { saveDesiredTags } from "../../../app/db/tag-states.ts";
import { DAY_MS, HOUR_MS } from "../../../app/pipeline/shared/time.ts";
import { count } from "../../support/app-rows.ts";
import { useApp, type Installed } from "../../support/app-world.ts";

const app = useApp();
let shop: Installed;

beforeAll(async () => {
  shop = await app.install("tagged", { plan: "standard" });
  // The tests' customers are unheard of on purpose; a comparison with Shopify would find and score them.
  await app.pool.query("UPDATE reconciliation SET due_at = '2099-01-01' WHERE shop_id = $1", [
    shop.shopId,
  ]);
});
afterEach(() => {
  app.devStore.faults.graphql = {};
  app.devStore.clock.setSpeed(1);
});

const VIP = ["kindling:vip"];

/** Customers whom the app has not heard of, so that no scoring changes what a test wants of them. */
function createCustomers(number: number): string[] {
  return shop.shop.batch(() =>
    Array.from({ length: number }, () => shop.shop.createCustomer({}, { emit: false }).id),
  );
}

async function want(customerIds: string[], desired: string[]): Promise<void> {
  const rows = customerIds.map((customerId) => ({ customerId, desired }));
  await saveDesiredTags(app.pool, shop.shopId, rows, app.devStore.clock.now());
}

const carried = (customerIds: string[]): string[][] =>
  customerIds.map((id) => shop.shop.customerTags(id));

const repeated = (customerIds: string[], tags: string[]): string[][] => customerIds.map(() => tags);

async function stateOf(customerId: string) {
  const { rows } = await app.pool.query<{
    attempts: number;
    last_error: string | null;
    write_at: number | null;
    written: string[];
  }>(
    "SELECT attempts, last_error, write_at, written FROM tag_state WHERE shop_id = $1 AND customer_id = $2",
    [shop.shopId, customerId],
  );
  return rows[0];
}

async function failureOfShop(): Promise<string | null | undefined> {
  const { rows } = await app.pool.query<{ failure: string | null }>(
    "SELECT failure FROM tag_turn WHERE shop_id = $1",
    [shop.shopId],
  );
  return rows[0]?.failure;
}

describe("the tags end as they should", () => {
  test("when the bucket of a standard plan runs dry", async () => {
    const customers = createCustomers(400);
    const startedAt = app.devStore.clock.now();
    app.devStore.clock.setSpeed(10);
    await want(customers, VIP);
    await app.settle(shop.shopId);
    expect(carried(customers)).toEqual(repeated(customers, VIP));
    // Half of them stays for others: 400 writes at 10 points, less the 1,000 of the upper half, at 100 a second.
    expect(app.devStore.clock.now() - startedAt).toBeGreaterThan(29_000);
  });

  test("when Shopify answers THROTTLED and 500 in between", async () => {
    const customers = createCustomers(45);
    app.devStore.clock.setSpeed(20);
    app.devStore.faults.graphql = { throttleNext: 3, status500Next: 4 };
    await want(customers, VIP);
    await app.settle(shop.shopId);
    expect(carried(customers)).toEqual(repeated(customers, VIP));
    expect(app.devStore.faults.graphql).toEqual({ throttleNext: 0, status500Next: 0 });
  });

  test("when the answer to a write is lost and the write is wanted still", async () => {
    const [customer = ""] = createCustomers(1);
    app.devStore.faults.graphql = { dropAfterCommitNext: 1 };
    await want([customer], VIP);
    await app.settle(shop.shopId);
    expect(carried([customer])).toEqual([VIP]);
    expect(await stateOf(customer)).toMatchObject({ written: VIP, last_error: null });
  });

  test("when the answer to a write is lost and nobody wants it any more", async () => {
    const [customer = ""] = createCustomers(1);
    // The clock stands: the failed write is not tried again before the wish is another one.
    app.devStore.clock.setSpeed(0);
    // Shopify's library tries a broken connection again by itself.
    app.devStore.faults.graphql = { dropAfterCommitNext: 10 };
    await want([customer], VIP);
    await expect.poll(async () => (await stateOf(customer))?.attempts, { timeout: 20_000 }).toBe(1);
    expect(carried([customer])).toEqual([VIP]);
    app.devStore.faults.graphql = {};
    // Shopify's word about our own write has come, and agreed with what was wanted then.
    const heard = `FROM raw_event WHERE shop_id = $1 AND topic = 'customer.tags_added'
      AND wire->>'customerId' = $2 AND ingested_at IS NOT NULL`;
    await expect.poll(() => count(app.pool, heard, [shop.shopId, customer])).toBe(1);
    await want([customer], []);
    app.devStore.clock.setSpeed(1);
    await app.settle(shop.shopId);
    expect(carried([customer])).toEqual([[]]);
  });

  test("when a customer was deleted in Shopify, for all the others of the request", async () => {
    const customers = createCustomers(5);
    const [gone = "", ...others] = customers;
    shop.shop.deleteCustomer(gone, { emit: false });
    await want(customers, VIP);
    await app.settle(shop.shopId);
    expect(carried(others)).toEqual(repeated(others, VIP));
    const state = await stateOf(gone);
    expect(state?.last_error).toContain("does not exist in Shopify");
    expect(state?.write_at).toBeNull();
  });

  test("when a merchant takes one of them away and puts up others", async () => {
    const [customer = ""] = createCustomers(1);
    await want([customer], [...VIP, "kindling:churn-risk"]);
    await app.settle(shop.shopId);
    shop.shop.setCustomerTags(customer, [
      "Wholesale",
      "kindling:churn-risk",
      "Kindling:made-up",
      "vip",
    ]);
    await expect
      .poll(() => carried([customer]), { timeout: 10_000 })
      .toEqual([["kindling:churn-risk", "kindling:vip", "vip", "Wholesale"]]);
    await app.settle(shop.shopId);
    expect(carried([customer])).toEqual([
      ["kindling:churn-risk", "kindling:vip", "vip", "Wholesale"],
    ]);
  });
});

describe("the access token", () => {
  const setToken = async (token: string): Promise<void> => {
    await app.pool.query(
      'UPDATE "Session" SET "accessToken" = $2 WHERE shop = $1 AND NOT "isOnline"',
      [shop.domain, token],
    );
  };

  test("is refreshed when its hour is over", async () => {
    const customers = createCustomers(60);
    app.devStore.clock.set(app.devStore.clock.now() + 2 * HOUR_MS);
    await want(customers, VIP);
    await app.settle(shop.shopId);
    expect(carried(customers)).toEqual(repeated(customers, VIP));
  });

  test("is replaced once when Shopify refuses it before its time, however many requests meet that", async () => {
    const customers = createCustomers(80);
    await setToken("shpat_revoked");
    await app.pool.query(
      `CREATE TABLE refreshed (shop text);
       CREATE FUNCTION note_refresh() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
         $$ BEGIN INSERT INTO refreshed VALUES (NEW.shop); RETURN NULL; END $$;
       CREATE TRIGGER note_refresh AFTER UPDATE ON "Session" FOR EACH ROW
         WHEN (OLD.expires < NEW.expires) EXECUTE FUNCTION note_refresh()`,
    );
    await want(customers, VIP);
    await app.settle(shop.shopId);
    expect(carried(customers)).toEqual(repeated(customers, VIP));
    expect(await count(app.pool, "FROM refreshed", [])).toBe(1);
    const failed = "FROM tag_state WHERE shop_id = $1 AND customer_id = ANY($2) AND attempts > 0";
    expect(await count(app.pool, failed, [shop.shopId, customers])).toBe(0);
  });

  test("may expire again and again before its request arrives, and is not taken for refused", async () => {
    const customers = createCustomers(3);
    app.devStore.faults.graphql = { delayMs: 200 };
    await want(customers, VIP);
    const failures = new Set<unknown>();
    // Shopify looks at the token after the delay, and in each delay an hour or more goes by.
    while ((app.devStore.faults.graphql.delayed ?? 0) < 6) {
      app.devStore.clock.set(app.devStore.clock.now() + 2 * HOUR_MS);
      await setTimeout(100);
      failures.add(await failureOfShop());
    }
    await app.settle(shop.shopId);
    expect(carried(customers)).toEqual(repeated(customers, VIP));
    expect([...failures]).toEqual([null]);
  });

  test("that is beyond refreshing stops the tags until a merchant opens the app", async () => {
    const customers = createCustomers(3);
    app.devStore.clock.set(app.devStore.clock.now() + 100 * DAY_MS);
    await want(customers, VIP);
    await expect.poll(failureOfShop, { timeout: 10_000 }).toBe("reauthorize");
    expect(carried(customers)).toEqual(repeated(customers, []));
    expect((await shop.shop.openApp()).status).toBe(200);
    await app.settle(shop.shopId);
    expect(carried(customers)).toEqual(repeated(customers, VIP));
  });

  test("that Shopify refuses and that nothing refreshes stops the tags as well", async () => {
    const customers = createCustomers(3);
    await setToken("shpat_revoked");
    await app.pool.query('UPDATE "Session" SET "refreshToken" = NULL WHERE shop = $1', [
      shop.domain,
    ]);
    await want(customers, VIP);
    await expect.poll(failureOfShop, { timeout: 10_000 }).toBe("reauthorize");
    expect((await shop.shop.openApp()).status).toBe(200);
    await app.settle(shop.shopId);
    expect(carried(customers)).toEqual(repeated(customers, VIP));
  });

  test("that is not there at all neither ends the worker nor loses a tag", async () => {
    const customers = createCustomers(3);
    await app.pool.query('DELETE FROM "Session" WHERE shop = $1', [shop.domain]);
    await want(customers, VIP);
    await expect.poll(failureOfShop, { timeout: 10_000 }).toBe("reauthorize");
    expect((await shop.shop.openApp()).status).toBe(200);
    await app.settle(shop.shopId);
    expect(carried(customers)).toEqual(repeated(customers, VIP));
  });
});

test("tags that a merchant removed while the app was away come back with it", async () => {
  const ids: string[] = [];
  const installed = await app.install("away", {
    before: (dev) => {
      const createdAt = app.devStore.clock.now() - 5 * DAY_MS;
      for (const priceMinor of [1000, 1000, 1000, 90_000]) {
        const { id } = dev.createCustomer({ createdAt }, { emit: false, at: createdAt });
        const lines = [{ title: "Mug", quantity: 1, priceMinor }];
        dev.createOrder({ customerId: id, lines, createdAt }, { emit: false, at: createdAt });
        ids.push(id);
      }
    },
  });
  const best = ids[3] ?? "";
  const tags = installed.shop.customerTags(best);
  expect(tags).toContain("kindling:new-and-promising");
  await installed.shop.uninstallApp();
  await expect
    .poll(() =>
      count(app.pool, "FROM shop WHERE shop_id = $1 AND status = 'uninstalled'", [
        installed.shopId,
      ]),
    )
    .toBe(1);
  installed.shop.setCustomerTags(best, ["Wholesale"]);
  await installed.shop.installApp();
  await app.settle(installed.shopId);
  expect(installed.shop.customerTags(best)).toEqual([...tags, "Wholesale"]);
});
