import { expect, test } from "vitest";
import { isPublicAddress, openStorage } from "../../../app/shopify/open-storage.ts";

test.each([
  "https://storage.googleapis.com/shopify-tiers-assets-prod-us-east1/bulk-operation-outputs/a?x=1",
  "https://shopify-staged-uploads.storage.googleapis.com/",
])("%s is a public storage", (url) => {
  expect(isPublicAddress(url)).toBe(true);
});

test.each([
  "http://storage.googleapis.com/a",
  "https://127.0.0.1/a",
  "https://2130706433/a",
  "https://0x7f.1/a",
  "https://[::1]/a",
  "https://169.254.169.254/latest/meta-data",
  "https://localhost/a",
  "https://metadata/a",
  "https://metadata.google.internal/a",
  "https://postgres.local/a",
  "https://storage.googleapis.com:5432/a",
  "https://user@storage.googleapis.com/a",
  "file:///etc/passwd",
  "not an address",
])("%s is none, and nothing is called", async (url) => {
  expect(isPublicAddress(url)).toBe(false);
  await expect(async () => openStorage(url)).rejects.toThrow("not public");
});
