import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ENDPOINT_ACCESS, ROUTE_ACCESS, type Access } from "../../architecture/route-access.ts";
import { useApp } from "../../support/app-world.ts";
import { ROOT } from "../../support/source-files.ts";

const app = useApp();
const BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/153.0.0.0 Safari/537.36";

/** The address that a route's file answers, with something in the place of what it leaves open. */
const pathOf = (file: string): string =>
  `/${file
    .replace(/\.tsx?$/, "")
    .split(".")
    .filter((part) => part !== "_index")
    .map((part) => (part.startsWith("$") ? "1" : part.replace(/_$/, "")))
    .join("/")}`;

const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${app.appUrl}${path}`, {
    redirect: "manual",
    ...init,
    headers: { "user-agent": BROWSER, ...init.headers },
  });

/** Answers that let nobody in and say nothing of a shop: refused, sent to the way in, or no such way of asking. */
const SHUT = [301, 302, 400, 401, 403, 404, 405, 410];

test("Every route and every endpoint stands in the table of who may ask it, and nothing else does", () => {
  expect(Object.keys(ROUTE_ACCESS).toSorted()).toEqual(readdirSync(`${ROOT}app/routes`).toSorted());
  const server = readFileSync(`${ROOT}app/server.ts`, "utf8");
  const taken = [...server.matchAll(/app\.(get|post|put|options)\("([^"]+)"/g)].map(
    ([, method = "", path = ""]) => `${method.toUpperCase()} ${path}`,
  );
  const ahead = [...server.matchAll(/\["(\/[^"]+)", receive\w+\]/g)].map(
    ([, path = ""]) => `POST ${path}`,
  );
  expect(ahead.length).toBeGreaterThan(0);
  expect(Object.keys(ENDPOINT_ACCESS).toSorted()).toEqual([...taken, ...ahead].toSorted());
});

const guarded = Object.entries(ROUTE_ACCESS).filter(([, access]) => access !== "public");

test.each(guarded)("%s lets nobody in without %s", async (file) => {
  const path = pathOf(file);
  const query = "shop=stranger.myshopify.com&embedded=1&host=YWRtaW4uc2hvcGlmeS5jb20";
  const forged = { authorization: "Bearer eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl" };
  const json = { "content-type": "application/json" };
  const attempts: Response[] = [
    await ask(`${path}?${query}`),
    await ask(path, { headers: forged }),
    await ask(`${path}?_data=routes%2F${encodeURIComponent(file.replace(/\.tsx?$/, ""))}`, {
      headers: forged,
    }),
    await ask(path, { method: "POST", body: "{}", headers: { ...json, ...forged } }),
    await ask(path, {
      method: "POST",
      body: "{}",
      headers: { ...json, "x-shopify-hmac-sha256": "AAAA", "x-shopify-topic": "orders/create" },
    }),
  ];
  for (const response of attempts) {
    const body = await response.text();
    // The way into the app is a page of Shopify's library, which holds no more than the app's public key.
    const isWayIn = response.status === 200 && body.length < 2_000 && body.includes("app-bridge");
    expect(
      isWayIn || SHUT.includes(response.status),
      `${response.status} ${body.slice(0, 80)}`,
    ).toBe(true);
  }
});

const REFUSED: Partial<Record<Access, number[]>> = {
  "signed-query": [401],
  "signed-body": [400],
  "write-key": [401],
  "klaviyo-signature": [401, 404],
  claim: [400, 404],
};

const endpoints = Object.entries(ENDPOINT_ACCESS).filter(([name]) => name.startsWith("POST"));

test.each(endpoints)("%s stores nothing of a stranger without %s", async (name, access) => {
  const path = name.split(" ")[1]?.replace(":call", "track").replace(":shopId", "1") ?? "";
  const response = await ask(path, { method: "POST", body: "{}" });
  expect(REFUSED[access]).toContain(response.status);
  const { rows } = await app.pool.query("SELECT FROM raw_event");
  expect(rows).toEqual([]);
});
