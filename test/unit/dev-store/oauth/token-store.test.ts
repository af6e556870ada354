import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { openTokenStore } from "../../../../dev-store/oauth/token-store.ts";
import type { TokenStore } from "../../../../dev-store/oauth/token-store.ts";
import { openDatabase } from "../../../../dev-store/state/database.ts";
import type { DevDatabase } from "../../../../dev-store/state/database.ts";

const shopDomain = "a.myshopify.com";
const HOUR_MS = 3600_000;
const start = 1_700_000_000_000;
const request = (now = start) => ({ shopDomain, scopes: ["read_orders"], now });

let database: DevDatabase;
let tokens: TokenStore;
beforeEach(() => {
  database = openDatabase(":memory:");
  tokens = openTokenStore(database);
});
afterEach(() => database.close());

function issue() {
  const { access, refresh } = tokens.issueOffline({ ...request(), expiring: true });
  if (refresh === null) throw new Error("no refresh token");
  return { access: access.token, refresh: refresh.token };
}

function refreshed(token: string, now = start) {
  const refresh = tokens.refresh(token, request(now))?.refresh;
  if (refresh === undefined || refresh === null) throw new Error("not refreshed");
  return refresh.token;
}

describe("offline tokens that expire", () => {
  it("lives an hour of the clock", () => {
    const { access } = issue();
    expect(tokens.findValid(access, { shopDomain, now: start + HOUR_MS - 1 })).toBeDefined();
    expect(tokens.findValid(access, { shopDomain, now: start + HOUR_MS })).toBeUndefined();
  });

  it("opens no other shop", () => {
    const { access } = issue();
    expect(tokens.findValid(access, { shopDomain: "b.myshopify.com", now: start })).toBeUndefined();
    expect(
      tokens.refresh(issue().refresh, { ...request(), shopDomain: "b.myshopify.com" }),
    ).toBeUndefined();
  });

  it("keeps a refresh token until its replacement has been used", () => {
    const first = issue().refresh;
    const second = refreshed(first);
    const again = refreshed(first);
    expect(again).not.toBe(second);
    refreshed(again);
    expect(tokens.refresh(first, request())).toBeUndefined();
  });

  it("takes a refresh token for 90 days", () => {
    const day = 24 * HOUR_MS;
    expect(tokens.refresh(issue().refresh, request(start + 90 * day - 1))).toBeDefined();
    expect(tokens.refresh(issue().refresh, request(start + 90 * day))).toBeUndefined();
  });

  it("dies with the uninstall, refresh token included", () => {
    const { access, refresh } = issue();
    tokens.revokeAll(shopDomain, start);
    expect(tokens.findValid(access, { shopDomain, now: start })).toBeUndefined();
    expect(tokens.refresh(refresh, request())).toBeUndefined();
  });

  it("never expires where the app did not ask for an expiring one", () => {
    const { access, refresh } = tokens.issueOffline({ ...request(), expiring: false });
    expect(refresh).toBeNull();
    expect(tokens.findValid(access.token, { shopDomain, now: start * 2 })).toBeDefined();
  });
});
