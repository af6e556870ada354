import { expect, test } from "vitest";
import { markAuthorized } from "../../../app/db/shop.ts";
import { handleAppWebhook } from "../../../app/services/handle-app-webhook.ts";
import { setMetafields } from "../../../app/services/set-metafields.ts";
import { addShop, useAppPool } from "../../support/app-direct.ts";

const app = useAppPool();
const NOW = Date.parse("2026-11-20T00:00:00Z");
const MINUTE_MS = 60_000;
const CHECKED_AT = new Date(NOW + 24 * 60 * MINUTE_MS);

/** A shop whose pixel and metafields stand, and are looked at a day later. */
async function openShop(domain: string): Promise<number> {
  const shopId = await addShop(app.pool, domain, { now: NOW });
  await setMetafields({ pool: app.pool, shopId, isOn: true, now: NOW });
  await app.pool.query(
    "UPDATE shop SET pixel_due_at = $2, web_pixel_id = 'old' WHERE shop_id = $1",
    [...[shopId, CHECKED_AT]],
  );
  await app.pool.query(
    "UPDATE metafield_setting SET due_at = $2, defined_at = $3 WHERE shop_id = $1",
    [shopId, CHECKED_AT, new Date(NOW)],
  );
  return shopId;
}

async function tell(domain: string, uninstalledAt: number, now: number) {
  const deleted: string[] = [];
  const result = await handleAppWebhook({
    ...{ pool: app.pool, domain, topic: "app/uninstalled", now },
    deleteSessions: (of) => Promise.resolve(void deleted.push(of)),
    triggeredAt: new Date(uninstalledAt).toISOString(),
    body: JSON.stringify({ id: 1, myshopify_domain: domain }),
  });
  const { rows } = await app.pool.query(
    `SELECT status, pixel_due_at AS pixel, due_at AS fields, defined_at AS defined
     FROM shop JOIN metafield_setting USING (shop_id) WHERE domain = $1`,
    [domain],
  );
  return { ...result, deleted, shop: rows[0] as unknown };
}

test("who was back before the uninstall was told keeps the new token, and gets the pixel and the fields that went", async () => {
  const domain = "late.myshopify.com";
  await openShop(domain);
  await markAuthorized(app.pool, domain, NOW + 2 * MINUTE_MS);
  const toldAt = NOW + 3 * MINUTE_MS;
  expect(await tell(domain, NOW + MINUTE_MS, toldAt)).toEqual({
    ...{ outcome: "reinstalled-since", deleted: [] },
    shop: { status: "installed", pixel: toldAt, fields: toldAt, defined: null },
  });
});

test("where the installation that stands began after the uninstall, a repeated word changes nothing", async () => {
  const domain = "repeated.myshopify.com";
  await openShop(domain);
  expect(await tell(domain, NOW - MINUTE_MS, NOW + MINUTE_MS)).toEqual({
    ...{ outcome: "reinstalled-since", deleted: [] },
    shop: {
      status: "installed",
      pixel: CHECKED_AT.getTime(),
      fields: CHECKED_AT.getTime(),
      defined: NOW,
    },
  });
});

test("who has not come back is uninstalled", async () => {
  const domain = "gone.myshopify.com";
  await openShop(domain);
  expect(await tell(domain, NOW + MINUTE_MS, NOW + MINUTE_MS)).toMatchObject({
    ...{ outcome: "uninstalled", deleted: [domain] },
    shop: { status: "uninstalled", pixel: null },
  });
});
