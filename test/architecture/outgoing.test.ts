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

test("no file of the server opens a connection by another way", () => {
  const opened = SERVER.filter((file) =>
    /^import (?!type\b).* from "(node:)?(https|net|tls|http2|dgram|undici|ws)"|new (WebSocket|EventSource)\(|\bhttp\.(request|get)\(/m.test(
      readFileSync(join(ROOT, file), "utf8"),
    ),
  );
  expect(opened).toEqual([]);
});
