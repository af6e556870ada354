import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createRoomGate } from "../../../app/endpoints/room-gate.ts";

const MOST_BYTES = 100_000;
const BODY = "x".repeat(6_000);

/** A server behind the gate that answers only when it is told to. */
const gate = { url: "", waiting: [] as ServerResponse[], stop: () => Promise.resolve() };

beforeEach(async () => {
  const room = createRoomGate({ mostBytes: MOST_BYTES });
  gate.waiting = [];
  const server = createServer((request, response) => {
    if (!room.enter(request, response)) return;
    request.resume();
    request.on("end", () => gate.waiting.push(response));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  gate.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  gate.stop = async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
});
afterEach(() => gate.stop());

const post = (path: string, signal: AbortSignal | null = null): Promise<Response | null> =>
  fetch(`${gate.url}${path}`, { method: "POST", body: BODY, signal }).catch(() => null);

/** Sends one after the other until one is refused. Gives the answers that are still to come, and the refusal. */
async function fill(path: string) {
  const answers: Promise<Response | null>[] = [];
  for (;;) {
    const before = gate.waiting.length;
    const answer = post(path);
    const held = vi.waitUntil(() => gate.waiting.length > before, { timeout: 2000, interval: 1 });
    const refusal = await Promise.race([answer, held.then(() => null)]);
    if (refusal !== null) return { answers, refusal };
    answers.push(answer);
  }
}

const answerAll = (): void => {
  for (const response of gate.waiting.splice(0)) response.writeHead(204).end();
};

test("browsing is refused while there is room for the API, the API while there is room for webhooks", async () => {
  const browsing = await fill("/proxy/events?shop=a");
  expect(browsing.refusal.status).toBe(503);
  expect(Number(browsing.refusal.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(browsing.answers).toHaveLength(4);
  expect((await post("/pixel/events"))?.status).toBe(503);
  const api = await fill("/v1/batch");
  expect(api.answers).toHaveLength(3);
  const webhooks = await fill("/webhooks");
  expect(webhooks.answers.length).toBeGreaterThan(1);

  answerAll();
  const statuses = [...browsing.answers, ...api.answers, ...webhooks.answers].map(
    async (answer) => (await answer)?.status,
  );
  expect(new Set(await Promise.all(statuses))).toEqual(new Set([204]));
  // The room is there again.
  const again = await fill("/proxy/events");
  expect(again.answers).toHaveLength(4);
  answerAll();
});

test("who goes away leaves their room to others", async () => {
  const leaving = new AbortController();
  const gone = [1, 2, 3, 4].map(() => post("/proxy/events", leaving.signal));
  await vi.waitUntil(() => gate.waiting.length === 4, { interval: 1 });
  expect((await post("/proxy/events"))?.status).toBe(503);
  leaving.abort();
  await Promise.all(gone);
  gate.waiting = [];
  await vi.waitUntil(
    async () => {
      const asked = post("/proxy/events");
      await vi
        .waitUntil(() => gate.waiting.length > 0, { timeout: 50, interval: 1 })
        .catch(() => 0);
      answerAll();
      return (await asked)?.status === 204;
    },
    { timeout: 2000, interval: 5 },
  );
});

test("what only reads is let through whatever waits", async () => {
  const { answers } = await fill("/webhooks");
  const page = fetch(`${gate.url}/app`);
  await vi.waitUntil(() => gate.waiting.length > answers.length, { interval: 1 });
  answerAll();
  expect((await page).status).toBe(204);
  await Promise.all(answers);
});
