import { expect, test } from "vitest";
import { sortTagFailure } from "../../../../app/pipeline/activate/sort-tag-failure.ts";
import type { ApiFault } from "../../../../app/pipeline/shared/api-fault.ts";

const http = (status: number): ApiFault => ({ kind: "http", status });
const graphql = (code: string | null): ApiFault => ({ kind: "graphql", code, message: "Words" });
const network: ApiFault = { kind: "network", message: "reset" };
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

test.each<[string, ApiFault, string, string, number]>([
  ["THROTTLED", { kind: "throttled", waitMs: 700 }, "throttled", "shop", 700],
  ["a broken connection or no answer in time", network, "retry", "request", 1000],
  ["500", http(500), "retry", "request", 1000],
  ["502", http(502), "retry", "request", 1000],
  ["503", http(503), "retry", "request", 1000],
  ["408", http(408), "retry", "request", 1000],
  ["Shopify's own error", graphql("INTERNAL_SERVER_ERROR"), "retry", "request", 1000],
  ["401", http(401), "reauthorize", "shop", HOUR_MS / 4],
  ["no token", { kind: "no-token" }, "reauthorize", "shop", HOUR_MS / 4],
  ["403", http(403), "reauthorize", "shop", HOUR_MS / 4],
  ["ACCESS_DENIED", graphql("ACCESS_DENIED"), "reauthorize", "shop", HOUR_MS / 4],
  ["402", http(402), "blocked", "shop", HOUR_MS],
  ["404", http(404), "blocked", "shop", HOUR_MS],
  ["423", http(423), "blocked", "shop", HOUR_MS],
  ["400", http(400), "broken", "request", DAY_MS],
  ["a query that costs too much", graphql("MAX_COST_EXCEEDED"), "broken", "request", DAY_MS],
  ["an error without a code", graphql(null), "broken", "request", DAY_MS],
])("%s", (_name, fault, kind, reach, waitMs) => {
  const failure = sortTagFailure({ from: "request", fault }, 0);
  expect(failure).toMatchObject({ kind, reach, waitMs });
  // A sentence that a merchant can read.
  expect(failure.reason).toMatch(/^[A-Z][^{}]+\.$|: Words$/);
});

test.each([
  ["Customer does not exist", "gone"],
  ["Tags cannot be more than 250", "too-many-tags"],
  ["Tags is too long (maximum is 255 characters)", "tag-too-long"],
  ["Something new", "refused"],
])("Shopify says of a customer: %s", (message, kind) => {
  const failure = sortTagFailure({ from: "customer", messages: [message] }, 5);
  expect(failure).toMatchObject({ kind, reach: "customer", waitMs: DAY_MS });
});

test("What fails for a moment is tried again after a second, then after twice as long each time, up to a quarter of an hour.", () => {
  const waits = Array.from(
    { length: 14 },
    (_, attempts) => sortTagFailure({ from: "request", fault: network }, attempts).waitMs,
  );
  expect(waits.slice(0, 4)).toEqual([1000, 2000, 4000, 8000]);
  expect(waits.at(-1)).toBe(15 * 60_000);
  expect(sortTagFailure({ from: "request", fault: network }, 1e6).waitMs).toBe(15 * 60_000);
});
