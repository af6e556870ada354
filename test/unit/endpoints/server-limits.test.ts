import { once } from "node:events";
import { createServer } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serverLimits, type RequestTimes } from "../../../app/endpoints/limit-request.ts";

// The server's own limits at times that can be waited for.
const TIMES: RequestTimes = { headersMs: 150, requestMs: 400, checkMs: 25 };
const server = createServer(serverLimits(TIMES), (request, response) => {
  request.resume().on("end", () => response.end("taken"));
});

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const HEAD = "POST /app HTTP/1.1\r\nHost: a\r\n";

/** Sends `first` at once and then a byte of `drip` every 20 ms. @returns the answer, and how long the server put up with it */
async function send(first: string, drip = ""): Promise<{ answer: string; ms: number }> {
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  // Cut off while it sends: a byte that was on its way is answered by a reset, which `once` of node:events
  // would throw. What was answered before it can still be read.
  socket.on("error", () => undefined);
  const closed = new Promise((resolve) => socket.on("close", resolve));
  let answer = "";
  socket.setEncoding("utf8").on("data", (text: string) => {
    answer += text;
  });
  const begun = performance.now();
  socket.write(first);
  let sent = 0;
  const dripping = setInterval(() => {
    const byte = drip[sent];
    if (byte !== undefined) socket.write(byte);
    sent += 1;
  }, 20);
  await closed;
  clearInterval(dripping);
  return { answer, ms: performance.now() - begun };
}

const bodyOf = (bytes: number): string => `${HEAD}Content-Length: ${bytes}\r\n\r\n`;

test("who sends headers a byte at a time is cut off, however lively the connection", async () => {
  const { answer, ms } = await send(HEAD, `X-Slow: ${"a".repeat(200)}`);
  expect(answer).toContain("408 Request Timeout");
  expect(ms).toBeGreaterThanOrEqual(TIMES.headersMs - 10);
  expect(ms).toBeLessThan(2000);
});

test("who sends a body a byte at a time is cut off, later than one who has not even said what comes", async () => {
  const { answer, ms } = await send(bodyOf(1000), "a".repeat(1000));
  expect(answer).toContain("408 Request Timeout");
  expect(ms).toBeGreaterThanOrEqual(TIMES.requestMs - 10);
  expect(ms).toBeLessThan(2000);
});

test("who sends nothing at all is cut off", async () => {
  expect((await send("")).ms).toBeLessThan(2000);
});

test("a request that is here in time is taken", async () => {
  const { answer } = await send(`${HEAD}Connection: close\r\nContent-Length: 3\r\n\r\n`, "abc");
  expect(answer).toMatch(/^HTTP\/1.1 200 [^]*taken$/);
});

test("headers of more than 16 kB are refused", async () => {
  const large = await send(`${HEAD}X-Large: ${"a".repeat(17_000)}\r\n\r\n`);
  expect(large.answer).toContain("431 Request Header Fields Too Large");
});
