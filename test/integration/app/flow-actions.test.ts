import { beforeAll, expect, test } from "vitest";
import { signWebhook } from "../../../dev-store/webhooks/send-delivery.ts";
import { count } from "../../support/app-rows.ts";
import { CLIENT_SECRET, useApp, type Installed } from "../../support/app-world.ts";

const app = useApp();
const RECALCULATE = "kindling-recalculate";
const RECORD = "kindling-record-signal";
let shop: Installed;

beforeAll(async () => {
  shop = await app.install("acting");
});

const LINES = [{ title: "Mug", quantity: 1, priceMinor: 5000 }];

async function customerWithOrder(): Promise<string> {
  const { id } = shop.shop.createCustomer({});
  shop.shop.createOrder({ customerId: id, lines: LINES });
  await app.settle(shop.shopId);
  return id;
}

const signalsOf = (customerId: string, signal: string) =>
  count(
    app.pool,
    `FROM fact JOIN identity USING (shop_id, identity_id)
     WHERE shop_id = $1 AND kind = 'customer' AND identity.key = $2 AND signal = $3 AND trust = 'signed'`,
    [shop.shopId, customerId, signal],
  );

async function scoredAt(customerId: string): Promise<number> {
  const { rows } = await app.pool.query<{ at: number }>(
    "SELECT scored_at AS at FROM profile WHERE shop_id = $1 AND customer_id = $2",
    [shop.shopId, customerId],
  );
  return rows[0]?.at ?? 0;
}

test("Recalculate has a customer scored at once, and says that all is well where nothing is known of them.", async () => {
  const customerId = await customerWithOrder();
  const before = await scoredAt(customerId);
  expect((await shop.shop.runFlowAction(RECALCULATE, { customerId })).status).toBe(200);
  await expect.poll(() => scoredAt(customerId), { timeout: 5000 }).toBeGreaterThan(before);
  const stranger = await shop.shop.runFlowAction(RECALCULATE, { customerId: "4711" });
  expect(stranger.status).toBe(200);
});

test("A signal that a workflow records counts once, however often Flow repeats the run.", async () => {
  const customerId = await customerWithOrder();
  const run = (actionRunId: string, event: string) =>
    shop.shop.runFlowAction(RECORD, { customerId, event }, { actionRunId });
  for (let time = 0; time < 3; time += 1) {
    expect((await run("run-1", "Product Reviewed")).status).toBe(200);
  }
  expect((await run("run-2", "Email Link Clicked")).status).toBe(200);
  await app.settle(shop.shopId);
  expect(await signalsOf(customerId, "product_reviewed")).toBe(1);
  expect(await signalsOf(customerId, "email_clicked")).toBe(1);
});

test("Flow is told to give up, with a reason for the merchant, where an event is unknown.", async () => {
  const customerId = await customerWithOrder();
  const unknown = await shop.shop.runFlowAction(RECORD, { customerId, event: "Danced" });
  expect(unknown.status).toBe(400);
  expect(unknown.body).toContain("expected an event that says something of a person");
});

test("An action without Flow's signature, or for a shop that has not the app, is refused and does nothing.", async () => {
  const customerId = await customerWithOrder();
  const body = JSON.stringify({
    shopify_domain: shop.domain,
    action_run_id: "forged",
    handle: RECORD,
    properties: { customer_id: customerId, event: "Product Reviewed" },
  });
  const post = (text: string, signature: string) =>
    fetch(`${app.appUrl}/flow/actions`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-shopify-hmac-sha256": signature },
      body: text,
    }).then(({ status }) => status);
  expect(await post(body, signWebhook(body, "another secret"))).toBe(401);
  const elsewhere = body.replace(shop.domain, "elsewhere.myshopify.com");
  expect(await post(elsewhere, signWebhook(elsewhere, CLIENT_SECRET))).toBe(404);
  await app.settle(shop.shopId);
  expect(await signalsOf(customerId, "product_reviewed")).toBe(0);
});
