import { connect, type Socket } from "node:net";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { sendBatch } from "../../support/send-batch.ts";
import { sendWebhook } from "../../support/app-webhooks.ts";
import { useApp, type Installed } from "../../support/app-world.ts";
import { openPage } from "../../support/ask-routes.ts";

const MIB = 1024 * 1024;
/** As Shopify's: what an endpoint takes before it looks at the signature. */
const MOST_OF_WEBHOOK = 5 * MIB;
/** For what comes at once, and on a busy machine in seconds. */
const SOON = { timeout: 15_000 };

const app = useApp();
let shop: Installed;
const sockets: Socket[] = [];

beforeAll(async () => {
  shop = await app.install("crowded");
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});

interface Stranger {
  answer: string;
  socket: Socket;
}

/** Connects without a proof of anything, announces a body and sends the beginning of it. */
function announce(length: number, { path = "/webhooks", sent = 0 } = {}): Stranger {
  const socket = connect(Number(new URL(app.appUrl).port), "127.0.0.1");
  sockets.push(socket);
  const told = { answer: "", socket };
  socket.setEncoding("utf8").on("data", (text: string) => (told.answer += text));
  socket.on("error", () => undefined);
  socket.write(`POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Length: ${length}\r\n\r\n`);
  socket.write("x".repeat(sent));
  return told;
}

let number = 0;
/** What all others want meanwhile. */
async function askAll(): Promise<number[]> {
  number += 1;
  const token = app.devStore.mintSessionToken(shop.domain);
  const order = {
    ...{ id: 9000 + number, currency: "EUR", total_price: "10.00", customer: null },
    ...{ created_at: "2026-11-26T10:00:00Z", updated_at: "2026-11-26T10:00:00Z" },
  };
  const answers = await Promise.all([
    openPage(app, "/app/segments", { domain: shop.domain, token }),
    sendBatch(app, { domain: shop.domain, number }),
    sendWebhook(app, { domain: shop.domain, topic: "orders/create", body: order }),
  ]);
  return answers.map(({ status }) => status);
}

test("one connection that announces all that a process may hold is refused by its head, and is in nobody's way", async () => {
  const paths = ["/webhooks", "/webhooks/privacy", "/flow/actions", "/v1/batch", "/klaviyo/1"];
  const strangers = paths.map((path) => announce(67_100_000, { path }));
  await vi.waitUntil(() => strangers.every(({ answer }) => answer !== ""), SOON);
  for (const { answer } of strangers) expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  expect(await askAll()).toEqual([200, 204, 200]);
});

test("connections that announce as much as is taken, and send nothing, are in nobody's way either", async () => {
  const paths = ["/webhooks", "/webhooks/privacy", "/flow/actions"];
  const strangers = paths.flatMap((path) =>
    Array.from({ length: 20 }, () => announce(MOST_OF_WEBHOOK, { path })),
  );
  await vi.waitUntil(() => strangers.every(({ socket }) => !socket.pending), SOON);
  expect(await askAll()).toEqual([200, 204, 200]);
  expect(strangers.filter(({ answer }) => answer !== "")).toEqual([]);
});

test("connections that send large bodies without their end are turned away when they hold a quarter, and leave the rest to others", async () => {
  const paths = ["/webhooks", "/flow/actions"];
  const strangers = paths.flatMap((path) =>
    Array.from({ length: 12 }, () => announce(MOST_OF_WEBHOOK, { path, sent: 2 * MIB })),
  );
  const turnedAway = () => strangers.filter(({ answer, socket }) => answer !== "" || socket.closed);
  // A quarter of 64 MiB is room for eight of them.
  await vi.waitUntil(() => turnedAway().length >= 24 - 8, { timeout: 20_000 });
  for (const { answer } of turnedAway()) expect(answer).toMatch(/^$|^HTTP\/1\.1 503 /);
  expect(await askAll()).toEqual([200, 204, 200]);
});
