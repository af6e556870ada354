import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { parseEnv } from "../../../app/env.server.ts";
import { openSecret, sealSecret, type SealKeys } from "../../../app/services/seal-secret.ts";

const makeKey = (): string => randomBytes(32).toString("base64");
const purpose = "klaviyo 7";

const seal = (keys: SealKeys): string => sealSecret({ keys, purpose, secret: "the secret" });

test("a sealed secret does not show, is another text each time, and opens again", () => {
  const keys: SealKeys = [makeKey()];
  const [first, second] = [seal(keys), seal(keys)];
  expect(first).not.toContain("the secret");
  expect(first).not.toBe(second);
  expect(openSecret({ keys, purpose, sealed: first })).toBe("the secret");
  expect(openSecret({ keys, purpose, sealed: second })).toBe("the secret");
});

test("a new key put first seals, and what the old one sealed still opens", () => {
  const [old, young] = [makeKey(), makeKey()];
  const before = seal([old]);
  const keys: SealKeys = [young, old];
  expect(openSecret({ keys, purpose, sealed: before })).toBe("the secret");
  expect(openSecret({ keys: [young], purpose, sealed: seal(keys) })).toBe("the secret");
  expect(openSecret({ keys: [young], purpose, sealed: before })).toBeNull();
});

test("a secret of one shop does not open as another's, nor once any part of it was changed", () => {
  const keys: SealKeys = [makeKey()];
  const sealed = seal(keys);
  expect(openSecret({ keys, purpose: "klaviyo 8", sealed })).toBeNull();
  const parts = sealed.split(".");
  parts.forEach((part, index) => {
    const changed = parts.with(
      index,
      part.startsWith("A") ? `B${part.slice(1)}` : `A${part.slice(1)}`,
    );
    expect(openSecret({ keys, purpose, sealed: changed.join(".") })).toBeNull();
  });
  expect(openSecret({ keys, purpose, sealed: "nonsense" })).toBeNull();
});

test("the environment takes one key or several, and names the variable without its value when one is wrong", () => {
  const rest = {
    DATABASE_URL: "postgresql://127.0.0.1/kindling",
    SHOPIFY_API_KEY: "key",
    SHOPIFY_API_SECRET: "secret",
    SHOPIFY_APP_URL: "https://app.example",
  };
  const [a, b] = [makeKey(), makeKey()];
  for (const none of [{}, { SEAL_KEYS: "" }, { SEAL_KEYS: "," }])
    expect(() => parseEnv({ ...rest, ...none })).toThrow(/SEAL_KEYS: expected Base64/);
  expect(parseEnv({ ...rest, SEAL_KEYS: `${a},${b}` }).SEAL_KEYS).toEqual([a, b]);
  expect(() => parseEnv({ ...rest, SEAL_KEYS: `${a},too-short` })).toThrow(
    /SEAL_KEYS: expected Base64/,
  );
  expect(() => parseEnv({ ...rest, SEAL_KEYS: "too-short" })).not.toThrow(/too-short/);
});
