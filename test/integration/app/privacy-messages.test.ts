import { randomBytes, randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { insertRawEvents } from "../../../app/db/raw-events.ts";
import { hashCustomerAddresses } from "../../../app/pipeline/capture/customer-addresses.ts";
import { parseApiBody } from "../../../app/pipeline/capture/parse-api-batch.ts";
import type { HashAddress } from "../../../app/pipeline/shared/addresses.ts";
import { makeHashAddress } from "../../../app/services/hash-address.ts";
import { createCapture } from "../../../app/services/create-capture.ts";
import { recordApiBatch } from "../../../app/services/record-api-batch.ts";
import { redact } from "../../../app/services/redact.ts";
import { ingestAll } from "../../support/app-direct.ts";
import { findTraces } from "../../support/app-rows.ts";
import { NOW, useShop } from "../../support/app-shop.ts";

const app = useShop();
let hashAddress: HashAddress;

beforeEach(() => {
  hashAddress = makeHashAddress(randomBytes(32));
});

const CUSTOMER = "7317230469126";

async function record(messages: object[]): Promise<void> {
  const text = JSON.stringify({
    batch: messages.map((message) => ({ messageId: randomUUID(), ...message })),
  });
  const body = parseApiBody(text);
  if (body === null) throw new Error("not JSON");
  const { pool, shopId } = app;
  const writer = { shopId, kind: "server", userIdIs: "user", hashAddress } as const;
  const result = await recordApiBatch({
    capture: createCapture(pool),
    writer,
    call: "batch",
    body,
    size: text.length,
    now: NOW,
  });
  expect(result).toMatchObject({ outcome: "recorded", refused: [], ignored: [] });
}

const opened = (who: object) => ({ type: "track", event: "Email Opened", ...who });
const eraseCustomer = () =>
  redact({
    pool: app.pool,
    deleteSessions: () => Promise.resolve(),
    scope: "customer",
    shopId: app.shopId,
    customerId: CUSTOMER,
    orderIds: [],
    now: NOW,
  });
const traces = (needle: string) => findTraces(app.pool, app.shopId, needle);

test("an erased customer's messages go with every id that ties to them, the hashes too", async () => {
  const address = { customerId: CUSTOMER, email: "ada@example.com", phone: null };
  const { naturalKey, topic, wire } = hashCustomerAddresses({
    customer: { ...address, updatedAt: "2026-11-01T00:00:00Z" },
    hashAddress,
  });
  await insertRawEvents(app.pool, app.shopId, {
    source: "backfill",
    receivedAt: NOW,
    events: [{ key: naturalKey, topic, wire }],
  });
  const gid = `gid://shopify/Customer/${CUSTOMER}`;
  await record([
    { type: "identify", userId: "crm-77", traits: { shopify_customer_id: gid } },
    opened({ userId: "crm-77" }),
    opened({ traits: { email: "ada@example.com" } }),
    opened({ userId: "crm-78" }),
  ]);
  await ingestAll(app.work(NOW));
  const emailHash = hashAddress("email", "ada@example.com") ?? "";
  for (const needle of [CUSTOMER, "crm-77", emailHash]) {
    expect((await traces(needle)).length, needle).toBeGreaterThan(0);
  }

  expect(await eraseCustomer()).toBe("erased");
  for (const needle of [CUSTOMER, "crm-77", emailHash]) {
    expect(await traces(needle), needle).toEqual([]);
  }
  expect((await traces("crm-78")).length).toBeGreaterThan(0);
});

test("a merchant's id that is a common word takes nobody else's messages along", async () => {
  await record([
    { type: "identify", userId: "page", traits: { shopify_customer_id: CUSTOMER } },
    { type: "page", userId: "crm-78" },
    // The word as another kind of id is somebody else.
    { type: "page", anonymousId: "page", userId: "crm-79" },
  ]);
  await ingestAll(app.work(NOW));
  expect(await eraseCustomer()).toBe("erased");
  const kept = (await traces("crm-7")).filter(({ table }) => table === "raw_event");
  expect(kept).toHaveLength(2);
  expect(await traces(CUSTOMER)).toEqual([]);
});
