import { describe, expect, it } from "vitest";

import { mintSessionToken, verifySessionToken } from "../../../../dev-store/oauth/session-token.ts";

const app = { clientId: "client", clientSecret: "secret" };
const shopDomain = "a.myshopify.com";
const now = 1_700_000_000_000;
const token = mintSessionToken(app, { shopDomain, userId: "7", now });

describe("session tokens", () => {
  it("opens its own shop for its own app within its minute", () => {
    expect(verifySessionToken(app, token, { shopDomain, now })?.sub).toBe("7");
  });

  it.each([
    ["another shop", app, token, { shopDomain: "b.myshopify.com", now }],
    ["another app", { ...app, clientId: "other" }, token, { shopDomain, now }],
    ["another secret", { ...app, clientSecret: "other" }, token, { shopDomain, now }],
    ["a later time", app, token, { shopDomain, now: now + 71_000 }],
    ["an earlier time", app, token, { shopDomain, now: now - 11_000 }],
    ["a changed token", app, token.slice(0, -2), { shopDomain, now }],
    ["no token", app, "a.b", { shopDomain, now }],
  ])("opens nothing for %s", (_what, keys, text, expected) => {
    expect(verifySessionToken(keys, text, expected)).toBeUndefined();
  });
});
