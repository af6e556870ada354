import { expect, test } from "vitest";
import { findActiveWriteKey } from "../../../app/db/write-keys.ts";
import { listWriteKeys } from "../../../app/queries/list-write-keys.ts";
import { createWriteKey, MOST_WRITE_KEYS } from "../../../app/services/create-write-key.ts";
import { hashWriteKey } from "../../../app/services/hash-write-key.ts";
import { revokeWriteKey } from "../../../app/services/revoke-write-key.ts";
import { findTraces } from "../../support/app-rows.ts";
import { NOW, useShop } from "../../support/app-shop.ts";

const app = useShop();

const create = (name = "Backend", shopId = app.shopId) =>
  createWriteKey({ pool: app.pool, shopId, name, kind: "server", userIdIs: "customer", now: NOW });

async function created(name?: string) {
  const made = await create(name);
  if (made.outcome !== "created") throw new Error(made.outcome);
  return made;
}

async function find(key: string) {
  const hashed = hashWriteKey(key);
  return hashed && findActiveWriteKey(app.pool, hashed.shopId, hashed.keyHash);
}

test("a key names its shop, is found by its hash alone, and stands nowhere in the database", async () => {
  const { key, hint } = await created();
  expect(key).toMatch(new RegExp(`^kdl_${app.shopId}_[A-Za-z0-9_-]{43}$`));
  expect(key.endsWith(hint)).toBe(true);
  expect(await find(key)).toMatchObject({ kind: "server", userIdIs: "customer" });
  expect(await find(`${key.slice(0, -1)}${key.endsWith("A") ? "B" : "A"}`)).toBeNull();
  expect(await findTraces(app.pool, app.shopId, key.slice(-43))).toEqual([]);
});

test("a revoked key is not found any more, stays in the list, and is revoked once", async () => {
  const { key, writeKeyId } = await created();
  const revoke = () =>
    revokeWriteKey({ pool: app.pool, shopId: app.shopId, writeKeyId, now: NOW + 1 });
  expect(await revoke()).toEqual({ outcome: "revoked" });
  expect(await revoke()).toEqual({ outcome: "not-active" });
  expect(await find(key)).toBeNull();
  expect(await listWriteKeys(app.shopId, app.pool)).toMatchObject([
    { writeKeyId, name: "Backend", revokedAt: NOW + 1 },
  ]);
});

test("keys that are made at once get numbers of their own, and a shop only so many", async () => {
  const made = await Promise.all(Array.from({ length: MOST_WRITE_KEYS + 4 }, () => create()));
  const outcomes = made.map(({ outcome }) => outcome);
  expect(outcomes.filter((outcome) => outcome === "created")).toHaveLength(MOST_WRITE_KEYS);
  expect(outcomes.filter((outcome) => outcome === "too-many")).toHaveLength(4);
  const [newest] = await listWriteKeys(app.shopId, app.pool);
  expect(newest?.writeKeyId).toBe(MOST_WRITE_KEYS);
  await revokeWriteKey({ pool: app.pool, shopId: app.shopId, writeKeyId: 3, now: NOW });
  expect(await created()).toMatchObject({ writeKeyId: MOST_WRITE_KEYS + 1 });
});

test("a key that anybody can read cannot name customers, whose ids can be guessed", async () => {
  const { pool, shopId } = app;
  const how = { pool, shopId, name: "Site", userIdIs: "customer", now: NOW } as const;
  expect(await createWriteKey({ ...how, kind: "client" })).toMatchObject({
    outcome: "invalid-kind",
  });
  expect(await createWriteKey({ ...how, kind: "client", userIdIs: "user" })).toMatchObject({
    outcome: "created",
  });
});

test("a name must say something, and the shop must be there", async () => {
  expect(await create("  ")).toMatchObject({ outcome: "invalid-name" });
  expect(await create("x".repeat(61))).toMatchObject({ outcome: "invalid-name" });
  expect(await create("Backend", 999_999)).toEqual({ outcome: "unknown-shop" });
});
