import { describe, expect, it } from "vitest";

import { parseSearchQuery, timeRange } from "../../../../dev-store/admin-api/search-query.ts";
import { expectConsole } from "../../../support/fail-on-console.ts";

describe("Shopify's search syntax", () => {
  it("reads fields, comparators and quotes", () => {
    expect(parseSearchQuery("id:>12 AND updated_at:>='2020-01-01T00:00:00Z' tag:\"a b\"")).toEqual([
      { field: "id", comparator: ">", value: "12" },
      { field: "updated_at", comparator: ">=", value: "2020-01-01T00:00:00Z" },
      { field: "tag", comparator: "=", value: "a b" },
    ]);
  });

  it("reads words and phrases by themselves", () => {
    expect(parseSearchQuery('Ada "van Dyk" tag:vip')).toEqual([
      { field: "default", comparator: "=", value: "Ada" },
      { field: "default", comparator: "=", value: "van Dyk" },
      { field: "tag", comparator: "=", value: "vip" },
    ]);
  });

  it("finds nothing in an empty query", () => {
    expect(parseSearchQuery("  ")).toEqual([]);
  });

  it.each(["a OR b", "-tag:x", "(id:1)", "free NOT text"])("refuses %s loudly", (query) => {
    expectConsole("error", /cannot read/);
    expect(() => parseSearchQuery(query)).toThrow("cannot search");
  });

  it("compares times by whole seconds", () => {
    const at = Date.parse("2020-01-01T00:00:00Z");
    const term = (comparator: ">" | "<=" | "=") =>
      timeRange({ field: "updated_at", comparator, value: "2020-01-01T00:00:00Z" });
    expect(term(">").from).toBe(at + 1000);
    expect(term("<=").to).toBe(at + 1000);
    expect(term("=")).toEqual({ from: at, to: at + 1000 });
  });
});
