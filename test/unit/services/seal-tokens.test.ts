import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { SealKeys } from "../../../app/services/seal-secret.ts";
import { openTokens, sealTokens } from "../../../app/services/seal-tokens.ts";

const makeKey = (): string => randomBytes(32).toString("base64");
const sessionId = "offline_a.myshopify.com";
const token = fc.string({ minLength: 1 }).filter((text) => !text.startsWith("sealed:"));
const anyTokens = fc.record({
  accessToken: token,
  refreshToken: fc.option(token, { nil: undefined }),
});

test("what was sealed opens for its session with its key, and shows neither token", () => {
  fc.assert(
    fc.property(anyTokens, (tokens) => {
      const keys: SealKeys = [makeKey()];
      const sealed = sealTokens({ keys, sessionId, tokens });
      expect(openTokens({ keys, sessionId, tokens: sealed })).toEqual({
        outcome: "opened",
        tokens,
        isCurrent: true,
      });
      if (tokens.accessToken.length > 8)
        expect(JSON.stringify(sealed)).not.toContain(tokens.accessToken);
    }),
  );
});

test("it opens for no other session, nor with another key", () => {
  const keys: SealKeys = [makeKey()];
  const tokens = { accessToken: "shpat_1", refreshToken: "shprt_1" };
  const sealed = sealTokens({ keys, sessionId, tokens });
  const other = openTokens({ keys, sessionId: "offline_b.myshopify.com", tokens: sealed });
  expect(other).toEqual({ outcome: "sealed" });
  expect(openTokens({ keys: [makeKey()], sessionId, tokens: sealed })).toEqual({
    outcome: "sealed",
  });
  const swapped = { accessToken: sealed.refreshToken, refreshToken: sealed.accessToken };
  expect(openTokens({ keys, sessionId, tokens: swapped })).toEqual({ outcome: "sealed" });
});

test("a token from before is itself, and one of an older key opens: both are to be sealed anew", () => {
  const [older, newer] = [makeKey(), makeKey()];
  const tokens = { accessToken: "shpat_1", refreshToken: undefined };
  const opened = { outcome: "opened", tokens, isCurrent: false };
  expect(openTokens({ keys: [newer], sessionId, tokens })).toEqual(opened);
  const sealed = sealTokens({ keys: [older], sessionId, tokens });
  expect(openTokens({ keys: [newer, older], sessionId, tokens: sealed })).toEqual(opened);
});
