import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { refuseOverload } from "../../../app/endpoints/refuse-overload.ts";
import { createRoomGate } from "../../../app/endpoints/room-gate.ts";

const MOST_BYTES = 100_000;
const BODY = "x".repeat(6_000);

/** A server behind the gate that answers only when it is told to. */
const gate = { url: "", waiting: [] as ServerResponse[], stop: () => Promise.resolve() };

const refused: string[] = [];

async function open(mostBytes: number): Promise<void> {
  const room = createRoomGate({ mostBytes, onRefused: (why) => refused.push(why) });
  gate.waiting = [];
  const server = createServer((request, response) => {
    if (!room.enter(request, response)) return;
    const proven = /[?&]of=(\w+)/.exec(request.url ?? "")?.[1];
    if (proven !== undefined && !room.isWithinShare(response, proven)) {
      refuseOverload(response);
      return;
    }
    request.resume();
    request.on("end", () => gate.waiting.push(response));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  gate.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  gate.stop = async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
}
beforeEach(() => open(MOST_BYTES));
afterEach(() => gate.stop());

const post = (path: string, signal: AbortSignal | null = null): Promise<Response | null> =>
  fetch(`${gate.url}${path}`, { method: "POST", body: BODY, signal }).catch(() => null);
const visit = (path: string): Promise<Response | null> => fetch(`${gate.url}${path}`);

/** Sends one after the other until one is refused. Gives the answers that are still to come, and the refusal. */
async function fill(path: string, ask = post) {
  const answers: Promise<Response | null>[] = [];
  for (;;) {
    const before = gate.waiting.length;
    const answer = ask(path);
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

test("what only reads takes room as well, and who asks whether the process lives is let in whatever waits", async () => {
  await gate.stop();
  await open(2_000_000);
  const { answers, refusal } = await fill("/app/segments", visit);
  // Of three quarters of the room, a page takes 256 KiB.
  expect(answers).toHaveLength(5);
  expect(refusal.status).toBe(503);
  const told = await fetch(`${gate.url}/app`, { headers: { accept: "text/html" } });
  expect(told.status).toBe(503);
  expect(told.headers.get("content-type")).toContain("text/html");
  expect(await told.text()).toContain("tries again by itself");
  const before = gate.waiting.length;
  const others = ["/healthz", "/readyz", "/app/live", "/assets/page.js"].map((path) =>
    fetch(`${gate.url}${path}`),
  );
  await vi.waitUntil(() => gate.waiting.length === before + 4, { interval: 1 });
  answerAll();
  for (const answer of [...answers, ...others]) expect((await answer)?.status).toBe(204);
});

test("a shop's flood is refused before it takes the last place, others are let in, and it is counted which was which", async () => {
  await gate.stop();
  await open(10 * MOST_BYTES);
  const { answers, refusal } = await fill("/proxy/events?of=flood");
  expect(refusal.status).toBe(503);
  expect(refused.at(-1)).toBe("share-full");
  // Three quarters of what browsing may fill.
  expect(answers).toHaveLength(37);
  const other = post("/proxy/events?of=quiet");
  await vi.waitUntil(() => gate.waiting.length === 38, { interval: 1 });
  answerAll();
  expect((await other)?.status).toBe(204);
  await Promise.all(answers);
});
