import { createServer, type ServerResponse } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readBody } from "../../../app/endpoints/read-body.ts";
import { refuseBody } from "../../../app/endpoints/refuse-body.ts";
import { refuseOverload } from "../../../app/endpoints/refuse-overload.ts";
import { createRoomGate } from "../../../app/endpoints/room-gate.ts";

const MOST_BYTES = 100_000;
const BODY = "x".repeat(6_000);
const KIB = 1024;
const MIB = 1024 * KIB;
/** The gate alone says what is too much. */
const ENDLESS = 1024 * MIB;

/** For what comes at once, and on a busy machine in seconds. */
const SOON = { timeout: 15_000, interval: 1 };

/** A server behind the gate that answers only when it is told to. */
const gate = { url: "", waiting: [] as ServerResponse[], stop: () => Promise.resolve() };

const refused: string[] = [];
const sockets: Socket[] = [];

/** Announces a body, and sends the beginning of one. Gives what was answered so far. */
function announce(path: string, { length, sent = 0 }: { length: number | null; sent?: number }) {
  const socket = connect(Number(new URL(gate.url).port), "127.0.0.1");
  sockets.push(socket);
  const told = { answer: "", socket };
  socket.setEncoding("utf8").on("data", (text: string) => (told.answer += text));
  socket.on("error", () => undefined);
  const size = length === null ? "Transfer-Encoding: chunked" : `Content-Length: ${length}`;
  socket.write(`POST ${path} HTTP/1.1\r\nHost: a\r\n${size}\r\n\r\n`);
  const text = "x".repeat(sent);
  socket.write(length === null ? `${sent.toString(16)}\r\n${text}\r\n` : text);
  return told;
}

async function open(mostBytes: number): Promise<void> {
  const entrance = createRoomGate({ mostBytes, onRefused: (why) => refused.push(why) });
  gate.waiting = [];
  const server = createServer((request, response) => {
    const room = entrance.enter(request, response);
    if (room === null) return;
    const proven = /[?&]of=(\w+)/.exec(request.url ?? "")?.[1];
    if (proven !== undefined && !room.isInShare(proven)) {
      refuseOverload(response);
      return;
    }
    readBody(request, ENDLESS, room).then(
      (body) => {
        if (typeof body === "string") refuseBody(response, { why: body, mostBytes: ENDLESS });
        else gate.waiting.push(response);
      },
      () => undefined,
    );
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  gate.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  gate.stop = async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
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
    const told: { refusal: Response | null } = { refusal: null };
    const answer = ask(path).then((response) => (told.refusal = response));
    await vi.waitUntil(() => told.refusal !== null || gate.waiting.length > before, SOON);
    if (told.refusal !== null) return { answers, refusal: told.refusal };
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
  await vi.waitUntil(() => gate.waiting.length === 4, SOON);
  expect((await post("/proxy/events"))?.status).toBe(503);
  leaving.abort();
  await Promise.all(gone);
  gate.waiting = [];
  await vi.waitUntil(
    async () => {
      let isAnswered = false;
      const asked = post("/proxy/events").finally(() => (isAnswered = true));
      // Again and again: what is let in is there to be answered only when it has come.
      await vi.waitUntil(() => {
        answerAll();
        return isAnswered;
      }, SOON);
      return (await asked)?.status === 204;
    },
    { timeout: 20_000, interval: 5 },
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
  await vi.waitUntil(() => gate.waiting.length === before + 4, SOON);
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
  await vi.waitUntil(() => gate.waiting.length === 38, SOON);
  answerAll();
  expect((await other)?.status).toBe(204);
  await Promise.all(answers);
});

test.each([
  ["/webhooks", 5 * MIB],
  ["/flow/actions", 5 * MIB],
  ["/proxy/events", 64 * KIB],
  ["/pixel/events", 64 * KIB],
  ["/proxy/withdrawal", KIB],
  ["/v1/batch", 500 * KIB],
  ["/klaviyo/1", 8 * MIB],
  ["/app/segment-publish", MIB],
  ["/nowhere", MIB],
  ["/healthz", 0],
])(
  "what %s may not bring is refused by its announcement, and takes no room",
  async (path, most) => {
    await gate.stop();
    await open(64 * MIB);
    const refusals = Array.from({ length: 30 }, () => announce(path, { length: most + 1 }));
    await vi.waitUntil(() => refusals.every(({ answer }) => answer !== ""), SOON);
    for (const { answer } of refusals)
      expect(answer).toMatch(/^HTTP\/1\.1 413 [^]*at most \d+ bytes/);
    expect(refused.at(-1)).toBe("too-large");
    // Those whose rest would be long are not waited for.
    const { socket } = announce(path, { length: most + 9 * MIB });
    await vi.waitUntil(() => socket.closed, SOON);
    const waits = post("/webhooks");
    await vi.waitUntil(() => gate.waiting.length === 1, SOON);
    answerAll();
    expect((await waits)?.status).toBe(204);
  },
);

test("a body of unknown length is taken where what comes is counted, and nowhere else", async () => {
  const page = announce("/app", { length: null });
  await vi.waitUntil(() => page.answer !== "", SOON);
  expect(page.answer).toContain("411 Length Required");
  const api = announce("/v1/batch", { length: null, sent: 10 });
  api.socket.write("0\r\n\r\n");
  await vi.waitUntil(() => gate.waiting.length === 1, SOON);
});

test("bodies that are announced and do not come, or in part, leave room to all that are not large", async () => {
  await gate.stop();
  await open(16 * MIB);
  // By what they announce they would fill the room six times.
  const silent = Array.from({ length: 20 }, () => announce("/webhooks", { length: 5 * MIB }));
  const large = () => announce("/webhooks", { length: 5 * MIB, sent: 2 * MIB });
  const some = Array.from({ length: 5 }, large);
  // A quarter of the room is as much as they may grow by.
  const turnedAway = () => some.map(({ answer }) => answer).filter((answer) => answer !== "");
  await vi.waitUntil(() => turnedAway().length >= 3, SOON);
  for (const answer of turnedAway()) expect(answer).toContain("503 Service Unavailable");
  expect(refused.at(-1)).toBe("room-full");
  const small = [...Array.from({ length: 50 }, () => post("/webhooks")), post("/proxy/events")];
  const page = visit("/app");
  await vi.waitUntil(() => gate.waiting.length === 52, SOON);
  answerAll();
  for (const answer of [...small, page]) expect((await answer)?.status).toBe(204);
  // Whoever goes leaves what they grew by.
  for (const { socket } of some) socket.destroy();
  await vi.waitUntil(
    async () => {
      const again = announce("/webhooks", { length: 2 * MIB, sent: 2 * MIB });
      const isRefused = () => again.answer !== "" || again.socket.closed;
      await vi.waitUntil(() => gate.waiting.length > 0 || isRefused(), SOON);
      return gate.waiting.splice(0).length === 1;
    },
    { timeout: 20_000, interval: 5 },
  );
  expect(silent.every(({ answer }) => answer === "")).toBe(true);
});

test("what a shop has proven to be its own grows as its share, beyond what strangers may", async () => {
  await gate.stop();
  await open(16 * MIB);
  const own = Array.from({ length: 12 }, () =>
    announce("/v1/batch?of=busy", { length: 500 * KIB, sent: 500 * KIB }),
  );
  await vi.waitUntil(() => gate.waiting.length === own.length, SOON);
  expect(own.every(({ answer }) => answer === "")).toBe(true);
});
