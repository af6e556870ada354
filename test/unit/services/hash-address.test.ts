import { expect, test } from "vitest";
import { makeHashAddress } from "../../../app/services/hash-address.ts";

const hash = makeHashAddress(Buffer.alloc(32, 1));

test("two spellings of an address have one hash, which holds nothing of it", () => {
  const first = hash("email", "Ada@Example.com");
  expect(first).toBe(hash("email", " ada@example.com"));
  expect(first).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(hash("phone", "+44 20 7946 0958")).toBe(hash("phone", "004420 79460958"));
});

test("another shop's key gives another hash, and so does another kind", () => {
  const other = makeHashAddress(Buffer.alloc(32, 2));
  expect(other("email", "ada@example.com")).not.toBe(hash("email", "ada@example.com"));
});

test("what is no address has no hash", () => {
  expect(hash("email", "ada")).toBeNull();
  expect(hash("phone", "12345")).toBeNull();
});
