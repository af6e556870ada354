import { createParser, type EventSourceMessage } from "eventsource-parser";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { noteChange } from "../../../app/db/shop-changes.ts";
import { readLiveSince } from "../../../app/services/read-live-since.ts";
import { DESKTOP_BROWSER } from "../../../dev-store/network/desktop-browser.ts";
import { useApp, type Installed } from "../../support/app-world.ts";

const app = useApp();
let shop: Installed;
let other: Installed;
const opened: AbortController[] = [];

beforeAll(async () => {
  shop = await app.install("watched");
  other = await app.install("neighbor");
});
afterEach(() => {
  for (const controller of opened.splice(0)) controller.abort();
});

async function ask(headers: Record<string, string>): Promise<Response> {
  const controller = new AbortController();
  opened.push(controller);
  return fetch(`${app.appUrl}/app/live`, {
    // Shopify's library turns robots away, and takes Node's fetch for one.
    headers: { accept: "text/event-stream", "user-agent": DESKTOP_BROWSER, ...headers },
    signal: controller.signal,
    redirect: "manual",
  });
}

const bearer = (domain: string) => ({
  authorization: `Bearer ${app.devStore.mintSessionToken(domain)}`,
});

/** Opens a stream and gathers what it says. */
async function listen(domain: string, since?: string) {
  const response = await ask({
    ...bearer(domain),
    ...(since === undefined ? {} : { "last-event-id": since }),
  });
  expect(response.status).toBe(200);
  const messages: EventSourceMessage[] = [];
  let isEnded = false;
  const parser = createParser({ onEvent: (event) => messages.push(event) });
  const read = async (): Promise<void> => {
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    for (let read = await reader?.read(); read?.done === false; read = await reader?.read()) {
      parser.feed(read.value);
    }
    isEnded = true;
  };
  void read().catch(() => undefined); // the test closes it
  const topics = () =>
    messages.flatMap(({ event, data }) =>
      event === "change" ? (JSON.parse(data) as string[]) : [],
    );
  await vi.waitUntil(() => messages.length > 0, { timeout: 5_000, interval: 10 });
  return { response, messages, topics, isEnded: () => isEnded };
}

type Stream = Awaited<ReturnType<typeof listen>>;

const isTold = (stream: Stream, topic: string): Promise<unknown> =>
  vi.waitUntil(() => stream.topics().includes(topic), { timeout: 10_000, interval: 20 });

/** Counts of what came in are written at the end of their second, also of what came before the stream. */
const besidesCounts = (stream: Stream): string[] =>
  stream.topics().filter((topic) => topic !== "intake");

describe("a stream of a shop's changes", () => {
  test("tells of an order from its webhook to its scores, and nothing to another shop's page", async () => {
    const [stream, neighbor] = await Promise.all([
      listen(shop.domain, await readLiveSince(shop, app.pool)),
      listen(other.domain, await readLiveSince(other, app.pool)),
    ]);
    const { id } = shop.shop.createCustomer({ firstName: "Ada" });
    shop.shop.upsertCheckout({ token: "of-ada", customerId: id, lines: [] });
    await vi.waitUntil(
      () => ["events", "scores"].every((topic) => stream.topics().includes(topic)),
      { timeout: 10_000, interval: 20 },
    );
    await app.settle(shop.shopId);
    expect(besidesCounts(neighbor)).toEqual([]);
  });

  test("goes on where another one ended: with the id of the last message nothing is told twice", async () => {
    await app.settle(shop.shopId);
    const first = await listen(shop.domain);
    await vi.waitUntil(() => first.topics().length > 0, { timeout: 5_000, interval: 20 });
    const id = first.messages.at(-1)?.id;
    const second = await listen(shop.domain, id);
    await noteChange(app.pool, shop.shopId, ["settings"]);
    await isTold(second, "settings");
    expect(besidesCounts(second)).toEqual(["settings"]);
    const third = await listen(shop.domain, id);
    await isTold(third, "settings");
    expect(besidesCounts(third), "what was missed between two streams").toEqual(["settings"]);
  });

  test("is not kept by anything between", async () => {
    const { headers } = (await listen(shop.domain)).response;
    expect(headers.get("content-type")).toMatch(/^text\/event-stream\b/);
    expect(headers.get("cache-control")).toBe("no-store, no-transform");
    expect(headers.get("x-accel-buffering")).toBe("no");
  });
});

describe("who may listen", () => {
  test("nobody without a token, or with one that somebody made up", async () => {
    expect((await ask({})).status).toBe(401);
    expect((await ask({ authorization: "Bearer of.bad.news" })).status).toBe(401);
    const [head, , signature] = app.devStore.mintSessionToken(shop.domain).split(".");
    const [, body] = app.devStore.mintSessionToken(other.domain).split(".");
    const swapped = await ask({ authorization: `Bearer ${head}.${body}.${signature}` });
    expect(swapped.status).toBe(401);
  });

  test("a shop's pages up to a bound, and the refusal says when to come again", async () => {
    const answers = await Promise.all(Array.from({ length: 31 }, () => ask(bearer(other.domain))));
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused.map(({ status }) => status)).toEqual([429]);
    expect(Number(refused[0]?.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await ask(bearer(shop.domain))).status, "another shop's page").toBe(200);
    for (const controller of opened.splice(0)) controller.abort();
    await vi.waitUntil(async () => (await ask(bearer(other.domain))).status === 200, {
      timeout: 5_000,
      interval: 100,
    });
  });
});

test("a process that is told to end ends its streams, and does not wait for their pages", async () => {
  const stream = await listen(shop.domain);
  const startedAt = performance.now();
  await app.outage(async () => undefined);
  expect(stream.isEnded()).toBe(true);
  expect(performance.now() - startedAt).toBeLessThan(20_000);
  expect((await ask(bearer(shop.domain))).status).toBe(200);
});
