import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { listSources, ROOT } from "../support/source-files.ts";

/**
 * Where the processes call an address, and whose choice it is. A request may not be one of them: a server that calls what it
 * is told to reaches what stands behind it.
 */
const CALLS: Record<string, string> = {
  "app/services/send-klaviyo-events.ts": "one fixed address of Klaviyo's, no redirect followed",
  "app/shopify/open-storage.ts":
    "where Shopify's Admin API says that a file lies: https and a public name, no redirect followed",
};

const SERVER = listSources("app").filter((file) => !file.startsWith("app/components/"));

test("no file of the server calls an address but those whose addresses nobody else chooses", () => {
  const callers = SERVER.filter((file) => /\bfetch\(/.test(readFileSync(join(ROOT, file), "utf8")));
  expect(callers.toSorted()).toEqual(Object.keys(CALLS).toSorted());
});

// `isIP` and `isIPv6` look at a text, and open nothing.
test("no file of the server opens a connection by another way", () => {
  const opened = SERVER.filter((file) =>
    /^import (?!type\b|\{ isIP(, isIPv6)? \}).* from "(node:)?(https|net|tls|http2|dgram|undici|ws)"|new (WebSocket|EventSource)\(|\bhttp\.(request|get)\(/m.test(
      readFileSync(join(ROOT, file), "utf8"),
    ),
  );
  expect(opened).toEqual([]);
});

/** What each mutation that Shopify is sent tells it of a person, by the row of docs/data-and-privacy.md; null: of nobody. */
const MUTATIONS: Record<string, string | null> = {
  CancelBulk: null,
  CreateWebPixel: null,
  DefineMetafield: null,
  DeleteMetafields: "Customer metafields in Shopify",
  RemoveDefinition: null,
  RunBulkMutation: "Customer tags in Shopify",
  RunBulkQuery: null,
  SetMetafields: "Customer metafields in Shopify",
  StageUpload: null,
  TellFlow: "Shopify Flow",
  UpdateWebPixel: null,
  WriteTags: "Customer tags in Shopify",
};

/** What leaves by another way than a mutation. */
const BESIDE = ["Klaviyo", "The merchant's browser", "The operator's logs and traces"];

test("wherever something of a person goes is told, with what it is and its switch", () => {
  const sources = SERVER.map((file) => readFileSync(join(ROOT, file), "utf8")).join("\n");
  const sent = [...sources.matchAll(/(?:#graphql\s+|`)mutation (\w+)/g)].map(([, name]) => name);
  expect([...new Set(sent)].toSorted()).toEqual(Object.keys(MUTATIONS).toSorted());

  const doc = readFileSync(join(ROOT, "docs/data-and-privacy.md"), "utf8");
  const section = doc.split("\n## ").find((part) => part.startsWith("Where it goes")) ?? "";
  const rows = section
    .split("\n")
    .filter((line) => line.startsWith("| ") && !/^\| (?:To |-)/.test(line))
    .map((line) => line.split("|").map((cell) => cell.trim()));
  const told = Object.values(MUTATIONS).filter((row) => row !== null);
  expect(rows.map(([, to]) => to).toSorted()).toEqual(
    [...new Set([...told, ...BESIDE])].toSorted(),
  );
  for (const [, to, what, how] of rows) expect([what, how], to).not.toContain("");
});
