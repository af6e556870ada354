import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { SEALED_COLUMNS } from "../../../app/db/sealed-columns.ts";
import { readTokens, replaceTokens } from "../../../app/db/session-tokens.ts";
import { connectKlaviyo, klaviyoPurpose } from "../../../app/services/connect-klaviyo.ts";
import { loadHashAddress } from "../../../app/services/open-address-key.ts";
import { resealSecrets } from "../../../app/services/reseal-secrets.ts";
import { openSecret } from "../../../app/services/seal-secret.ts";
import { openTokens, sealTokens } from "../../../app/services/seal-tokens.ts";
import { setAddressMatching } from "../../../app/services/set-address-matching.ts";
import { setKlaviyoKey } from "../../../app/services/set-klaviyo-key.ts";
import { addShop, useAppPool } from "../../support/app-direct.ts";
import { plantRow } from "../../support/plant-rows.ts";

const app = useAppPool();
const now = Date.parse("2026-11-26T00:00:00Z");
const makeKey = (): string => randomBytes(32).toString("base64");
const [older, newer] = [makeKey(), makeKey()];

/** Columns whose name sounds of a secret, and why what they hold is no secret that could be stolen. */
const NOT_SEALED: Record<string, string> = {
  "dedupe.key": "names a fact",
  "fact.key": "names a fact",
  "identity.key": "names a person, and is erased with them",
  "shop.pixel_token": "stands in every page of the shop",
  "write_key.key_hash": "a hash of 32 random bytes",
  "privacy_request.request_key": "names a delivery of a privacy webhook",
};

test("every column that sounds of a secret is sealed, or said to hold none", async () => {
  const { rows } = await app.pool.query<{ place: string }>(
    `SELECT table_name || '.' || column_name AS place FROM information_schema.columns
     WHERE table_schema = 'public' AND data_type IN ('text', 'character varying', 'jsonb')
       AND column_name ~* '(secret|seal|token|key|hash|password)'`,
  );
  const sealed = Object.values(SEALED_COLUMNS).map(({ table, column }) => `${table}.${column}`);
  const known = [...sealed, ...Object.keys(NOT_SEALED)];
  known.push("Session.accessToken", "Session.refreshToken");
  expect(rows.map(({ place }) => place).toSorted()).toEqual(known.toSorted());
});

test("after a new key everything is sealed by it, opens as before, and the old one can go", async () => {
  const shopId = await addShop(app.pool, "a.myshopify.com", { now });
  const work = { pool: app.pool, shopId, now, sealKeys: [older] as const };
  await connectKlaviyo({ ...work, secret: "a secret of sixteen" });
  await setKlaviyoKey({ ...work, key: "pk_0123456789abcdef0123456789abcdef01" });
  await setAddressMatching({ ...work, isOn: true });
  const hashBefore = await loadHashAddress(app.pool, shopId, [older]);
  const tokens = { accessToken: "shpat_1", refreshToken: "shprt_1" };
  await plantRow(app.pool, "Session", { id: "offline_plain", ...tokens });
  const sealedBefore = sealTokens({ keys: [older], sessionId: "offline_sealed", tokens });
  await plantRow(app.pool, "Session", { id: "offline_sealed", ...sealedBefore });
  const lost = sealTokens({ keys: [makeKey()], sessionId: "offline_lost", tokens });
  await plantRow(app.pool, "Session", { id: "offline_lost", ...lost });

  const one = { resealed: 1, current: 0, lost: 0 };
  expect(await resealSecrets({ db: app.pool, sealKeys: [newer, older] })).toEqual({
    sessions: { resealed: 2, current: 0, lost: 1 },
    klaviyoSecret: one,
    klaviyoKey: one,
    addressKey: one,
  });
  const again = { resealed: 0, current: 1, lost: 0 };
  expect(await resealSecrets({ db: app.pool, sealKeys: [newer] })).toEqual({
    sessions: { resealed: 0, current: 2, lost: 1 },
    klaviyoSecret: again,
    klaviyoKey: again,
    addressKey: again,
  });

  for (const { sessionId, accessToken, refreshToken } of await readTokens(app.pool, {
    after: "",
    limit: 9,
  })) {
    expect(accessToken).not.toContain("shpat_");
    const stored = { accessToken, refreshToken: refreshToken ?? undefined };
    const opened = openTokens({ keys: [newer], sessionId, tokens: stored });
    if (sessionId !== "offline_lost") expect(opened).toMatchObject({ outcome: "opened", tokens });
  }
  const { rows } = await app.pool.query<{ sealed: string }>(
    "SELECT secret AS sealed FROM klaviyo_connection",
  );
  const purpose = klaviyoPurpose(shopId);
  expect(openSecret({ keys: [newer], purpose, sealed: rows[0]?.sealed ?? "" })).toBe(
    "a secret of sixteen",
  );
  const hashAfter = await loadHashAddress(app.pool, shopId, [newer]);
  expect(hashAfter?.("email", "a@example.com")).toBe(hashBefore?.("email", "a@example.com"));
});

test("tokens that were refreshed meanwhile are not put back", async () => {
  const stored = { accessToken: "shpat_old", refreshToken: null };
  await plantRow(app.pool, "Session", { id: "offline_race", accessToken: "shpat_new" });
  const to = { accessToken: "sealed:old", refreshToken: null };
  expect(await replaceTokens(app.pool, "offline_race", { from: stored, to })).toBe(false);
});
