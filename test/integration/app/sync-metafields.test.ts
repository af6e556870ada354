import { expect, test } from "vitest";
import { saveDesiredFields } from "../../../app/db/metafield-states.ts";
import { syncMetafields } from "../../../app/services/sync-metafields.ts";
import { AdminApiError, type AdminApi } from "../../../app/shopify/admin-api.ts";
import { NOW, useShop } from "../../support/app-shop.ts";

// What Shopify's answers leave in the outbox; metafields.test.ts has the whole of it, with workers that die.

const app = useShop();
const [GONE, LOCKED, STAYS] = ["11", "12", "13"];

interface SentField {
  ownerId: string;
  value: string;
}

/** What Shopify answers to the fields of one request: by customer why it refuses, or a failure. */
type Answer = (fields: SentField[]) => Promise<Record<string, string>>;

/** Answers the requests one after the other, and then takes everything. */
function adminOf(...answers: Answer[]) {
  const requests: string[][] = [];
  const admin: AdminApi = {
    async request(_document, variables, schema) {
      const fields = variables["metafields"] as SentField[];
      requests.push(fields.map(({ ownerId, value }) => `${idOf(ownerId)} ${value}`));
      const refused = (await answers.shift()?.(fields)) ?? {};
      const userErrors = fields.flatMap(({ ownerId }, elementIndex) => {
        const message = refused[idOf(ownerId)];
        return message === undefined ? [] : [{ elementIndex, message }];
      });
      return schema.parse({ payload: { userErrors } });
    },
  };
  return { admin, requests };
}
const idOf = (ownerId: string): string => ownerId.replace("gid://shopify/Customer/", "");

const want = (intent: string, ids = [GONE, LOCKED, STAYS], now = NOW) =>
  saveDesiredFields(
    app.pool,
    app.shopId,
    ids.map((customerId) => ({ customerId, desired: { intent } })),
    now,
  );
const sync = (admin: AdminApi, now = NOW) =>
  syncMetafields({ ...app.work(now), admin, clock: () => now });

/** By customer: what stands, until when the next try waits, and what was the matter. */
async function states() {
  const { rows } = await app.pool.query<{ id: string; state: unknown[] }>(
    `SELECT customer_id AS id, jsonb_build_array(written->>'intent',
       extract(epoch FROM write_at - $2::timestamptz)::int, last_error) AS state
     FROM metafield_state WHERE shop_id = $1 ORDER BY customer_id`,
    [app.shopId, new Date(NOW)],
  );
  return Object.fromEntries(rows.map(({ id, state }) => [id, state]));
}

const refuse: Answer = () => Promise.resolve({ [GONE]: "is gone", [LOCKED]: "is locked" });

test("each customer whom Shopify refuses keeps the reason and is not tried again; the others are written", async () => {
  await want("50");
  const { admin, requests } = adminOf(refuse);
  expect(await sync(admin)).toEqual({ outcome: "written", customers: 3 });
  expect(requests).toEqual([["11 50", "12 50", "13 50"], ["13 50"]]);
  expect(await states()).toEqual({
    [GONE]: [null, null, "is gone"],
    [LOCKED]: [null, null, "is locked"],
    [STAYS]: ["50", null, null],
  });
  expect(await sync(admin, NOW + 3_600_000)).toEqual({ outcome: "nothing-to-write" });
});

test("a wish that comes while Shopify refuses the one before is tried", async () => {
  await want("50");
  const { admin } = adminOf(async (fields) => {
    await want("60", [LOCKED]);
    return refuse(fields);
  });
  await sync(admin);
  expect(await states()).toMatchObject({
    [GONE]: [null, null, "is gone"],
    [LOCKED]: [null, 0, "is locked"],
  });
  expect(await sync(admin)).toEqual({ outcome: "written", customers: 1 });
  expect(await states()).toMatchObject({ [LOCKED]: ["60", null, null] });
});

test("a request that fails after a refusal makes the others wait, and those who are refused not", async () => {
  await want("50");
  const { admin } = adminOf(refuse, () => {
    throw new AdminApiError({ kind: "network", message: "lost" }, "no answer");
  });
  expect(await sync(admin)).toEqual({ outcome: "failed", waitMs: 1000, reason: "no answer" });
  expect(await states()).toEqual({
    [GONE]: [null, null, "is gone"],
    [LOCKED]: [null, null, "is locked"],
    [STAYS]: [null, 1, "no answer"],
  });
});
