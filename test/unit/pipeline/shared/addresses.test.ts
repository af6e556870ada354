import { describe, expect, test } from "vitest";
import { looksLikeAddress, normalizeAddress } from "../../../../app/pipeline/shared/addresses.ts";

describe("one address has one form", () => {
  test.each([
    ["email", " Ada.Lovelace@Example.COM ", "ada.lovelace@example.com"],
    ["phone", "+44 (20) 7946-0958", "+442079460958"],
    ["phone", "0044 20.7946/0958", "+442079460958"],
  ] as const)("%s %s", (kind, given, form) => {
    expect(normalizeAddress(kind, given)).toBe(form);
  });
});

describe("what is no address has none", () => {
  test.each([
    ["email", "ada"],
    ["email", "ada@localhost"],
    ["email", "two words@example.com"],
    ["email", `${"a".repeat(65)}@example.com`],
    ["phone", "020 7946 0958"],
    ["phone", "+12"],
    ["phone", "+1234567890123456"],
    ["phone", "+44 call me"],
  ] as const)("%s %s", (kind, given) => {
    expect(normalizeAddress(kind, given)).toBeNull();
  });
});

test("an id that is an address is told from one that is not", () => {
  expect(looksLikeAddress("ada@example.com")).toBe(true);
  expect(looksLikeAddress("mailto:ada@example.com?x")).toBe(true);
  expect(looksLikeAddress("+44 20 7946 0958")).toBe(true);
  // A Shopify customer id has as many digits as a phone number, but no plus.
  expect(looksLikeAddress("7317230469126")).toBe(false);
  expect(looksLikeAddress("user-1")).toBe(false);
});
