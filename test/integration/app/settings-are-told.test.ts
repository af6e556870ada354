import { expect, test } from "vitest";
import { noteKlaviyoError } from "../../../app/db/klaviyo-keys.ts";
import { loadVersions } from "../../../app/db/shop-changes.ts";
import { connectKlaviyo } from "../../../app/services/connect-klaviyo.ts";
import { createWriteKey } from "../../../app/services/create-write-key.ts";
import { disconnectKlaviyo } from "../../../app/services/disconnect-klaviyo.ts";
import { revokeWriteKey } from "../../../app/services/revoke-write-key.ts";
import { setKlaviyoKey } from "../../../app/services/set-klaviyo-key.ts";
import { NOW, useShop } from "../../support/app-shop.ts";

const app = useShop();
const sealKeys = [Buffer.alloc(32, 7).toString("base64")] as const;
const KEY = "pk_0123456789abcdef0123";

async function version(): Promise<number> {
  const versions = await loadVersions(app.pool, [app.shopId]);
  return versions.get(app.shopId)?.settings ?? 0;
}

/** Whether open pages of the shop hear that something was done. */
async function isTold(act: () => Promise<unknown>): Promise<boolean> {
  const before = await version();
  await act();
  return (await version()) > before;
}

test("Open pages are told of keys and connections when these change, and not when nothing does.", async () => {
  const { pool, shopId } = app;
  const how = { pool, shopId, sealKeys, now: NOW };
  const create = () =>
    createWriteKey({ ...how, name: "Backend", kind: "server", userIdIs: "customer" });
  const revoke = () => revokeWriteKey({ ...how, writeKeyId: 1 });
  expect(await isTold(create)).toBe(true);
  expect(await isTold(revoke)).toBe(true);
  expect(await isTold(revoke)).toBe(false);
  expect(await isTold(() => connectKlaviyo({ ...how, secret: null }))).toBe(true);
  expect(await isTold(() => disconnectKlaviyo(how))).toBe(true);
  expect(await isTold(() => disconnectKlaviyo(how))).toBe(false);
  expect(await isTold(() => setKlaviyoKey({ ...how, key: KEY }))).toBe(true);
  expect(await isTold(() => noteKlaviyoError(pool, shopId, "refused"))).toBe(true);
  expect(await isTold(() => noteKlaviyoError(pool, shopId, "refused"))).toBe(false);
  expect(await isTold(() => setKlaviyoKey({ ...how, key: null }))).toBe(true);
  expect(await isTold(() => setKlaviyoKey({ ...how, key: null }))).toBe(false);
});
