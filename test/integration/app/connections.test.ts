import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { loadKlaviyoConnection } from "../../../app/db/klaviyo.ts";
import { readConnections } from "../../../app/queries/read-connections.ts";
import { connectKlaviyo, klaviyoPurpose } from "../../../app/services/connect-klaviyo.ts";
import { disconnectKlaviyo } from "../../../app/services/disconnect-klaviyo.ts";
import { loadHashAddress } from "../../../app/services/open-address-key.ts";
import { openSecret, type SealKeys } from "../../../app/services/seal-secret.ts";
import { setAddressMatching } from "../../../app/services/set-address-matching.ts";
import { findTraces } from "../../support/app-rows.ts";
import { NOW, useShop } from "../../support/app-shop.ts";

const app = useShop();
const sealKeys: SealKeys = [randomBytes(32).toString("base64")];

const connect = (secret: string | null, keys = sealKeys) =>
  connectKlaviyo({ pool: app.pool, shopId: app.shopId, secret, sealKeys: keys, now: NOW });
const match = (isOn: boolean, keys = sealKeys) =>
  setAddressMatching({ pool: app.pool, shopId: app.shopId, isOn, sealKeys: keys, now: NOW });
const hash = async (keys = sealKeys) =>
  (await loadHashAddress(app.pool, app.shopId, keys))?.("email", "ada@example.com");

test("Klaviyo's secret is made or taken, kept sealed, replaced, and forgotten", async () => {
  const made = await connect(null);
  if (made.outcome !== "connected") throw new Error(made.outcome);
  expect(made).toMatchObject({ path: `/klaviyo/${app.shopId}` });
  expect(await findTraces(app.pool, app.shopId, made.secret)).toEqual([]);

  expect(await connect("a secret of the merchant's")).toMatchObject({ outcome: "connected" });
  const row = await loadKlaviyoConnection(app.pool, app.shopId);
  const sealed = row?.sealedSecret ?? "";
  const purpose = klaviyoPurpose(app.shopId);
  expect(openSecret({ keys: sealKeys, purpose, sealed })).toBe("a secret of the merchant's");
  expect(await readConnections(app.shopId, app.pool)).toMatchObject({ klaviyoSince: NOW });

  const disconnect = () => disconnectKlaviyo({ pool: app.pool, shopId: app.shopId });
  expect(await disconnect()).toEqual({ outcome: "disconnected" });
  expect(await disconnect()).toEqual({ outcome: "not-connected" });
  expect(await readConnections(app.shopId, app.pool)).toMatchObject({ klaviyoSince: null });
});

test("a short secret is refused, and nothing is kept", async () => {
  expect(await connect("fifteen letters")).toMatchObject({ outcome: "invalid-secret" });
  expect(await readConnections(app.shopId, app.pool)).toMatchObject({
    klaviyoSince: null,
    matchesAddresses: false,
  });
});

test("addresses are hashed only while the merchant wants it, and under a new key once it was off", async () => {
  expect(await hash()).toBeUndefined();
  expect(await match(true)).toEqual({ outcome: "on" });
  const first = await hash();
  expect(first).toMatch(/^[A-Za-z0-9_-]{43}$/);
  // Turned on again it is the same key: all that is stored stays found.
  expect(await match(true)).toEqual({ outcome: "on" });
  expect(await hash()).toBe(first);
  expect(await match(false)).toEqual({ outcome: "off" });
  expect(await hash()).toBeUndefined();
  expect(await match(true)).toEqual({ outcome: "on" });
  expect(await hash()).not.toBe(first);
});

test("a key that no seal key opens any more is replaced when matching is turned on again", async () => {
  await match(true);
  const others: SealKeys = [randomBytes(32).toString("base64")];
  expect(await hash(others)).toBeUndefined();
  expect(await match(true, others)).toEqual({ outcome: "on" });
  expect(await hash(others)).toMatch(/^[A-Za-z0-9_-]{43}$/);
});

test("a shop that is not there cannot be set", async () => {
  const shop = { pool: app.pool, shopId: 999_999, sealKeys, now: NOW };
  expect(await setAddressMatching({ ...shop, isOn: true })).toEqual({ outcome: "unknown-shop" });
  expect(await connectKlaviyo({ ...shop, secret: null })).toEqual({
    outcome: "unknown-shop",
  });
});
