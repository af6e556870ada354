import { expect, test } from "vitest";
import { statementLimitMs } from "../../../app/endpoints/statement-limit.ts";

const READ_MS = 10_000;
const limitOf = (method: string, path: string): number =>
  statementLimitMs({ method, path }, READ_MS);

test("what is read is bounded, whichever page it is, and so is a preview, which is sent", () => {
  for (const path of ["/app", "/app/customers", "/app/customers/7", "/app/segments/vip/edit", "/"])
    expect(limitOf("GET", path), path).toBe(READ_MS);
  expect(limitOf("HEAD", "/app")).toBe(READ_MS);
  expect(limitOf("POST", "/app/segment-preview")).toBe(READ_MS);
  expect(limitOf("POST", "/app/scoring-preview")).toBe(READ_MS);
});

test("a change has longer, and what is read in full takes as long as it takes", () => {
  expect(limitOf("POST", "/app/segment-publish")).toBe(6 * READ_MS);
  expect(limitOf("POST", "/app/settings")).toBe(6 * READ_MS);
  expect(limitOf("GET", "/app/export/customers")).toBe(0);
  expect(limitOf("GET", "/app/customers/7/file")).toBe(0);
});
