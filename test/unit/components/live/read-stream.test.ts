import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { readStream } from "../../../../app/components/live/read-stream.ts";

let server: Server | undefined;
afterEach(() => server?.close());

async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/app/live`;
}

function read(path: string, { lastId = "", signal = new AbortController().signal } = {}) {
  const heard: unknown[] = [];
  const listener = {
    onHello: () => heard.push("hello"),
    onChange: (topics: string[], id: string) => heard.push([topics, id]),
  };
  return { heard, end: readStream({ path, lastId, listener, signal }) };
}

const EVENTS = { "content-type": "text/event-stream; charset=utf-8" };

test("a stream is read however its bytes are cut, and asked for from the last id on", async () => {
  let asked: string | undefined;
  const path = await serve((request, response) => {
    asked = String(request.headers["last-event-id"]);
    response.writeHead(200, EVENTS);
    const text = 'event: hello\ndata:\n\n:\n\nevent: change\nid: scores=4\ndata: ["scores"]\n\n';
    for (const letter of text) response.write(letter);
    response.end("event: of-tomorrow\ndata: 1\n\n");
  });
  const { heard, end } = read(path, { lastId: "scores=3" });
  expect(await end).toEqual({ outcome: "ended" });
  expect(heard).toEqual(["hello", [["scores"], "scores=4"]]);
  expect(asked).toBe("scores=3");
});

test.each([
  [503, "20", 20],
  [429, "1", 1],
  [500, undefined, null],
])("an answer of %i with retry-after %j is a refusal", async (status, after, seconds) => {
  const path = await serve((_request, response) => {
    response.writeHead(status, after === undefined ? {} : { "retry-after": after }).end("{}");
  });
  expect(await read(path).end).toEqual({ outcome: "refused", retryAfterSeconds: seconds });
});

test("a page in the place of a stream is a refusal, not a stream without events", async () => {
  const path = await serve((_request, response) => {
    response.writeHead(200, { "content-type": "text/html" }).end("<p>Log in</p>");
  });
  expect((await read(path).end).outcome).toBe("refused");
});

test("a connection that breaks, and one that nobody takes, are unreachable", async () => {
  const path = await serve((_request, response) => {
    response.writeHead(200, EVENTS);
    response.write("event: hello\ndata:\n\n", () => response.destroy());
  });
  expect((await read(path).end).outcome).toBe("unreachable");
  await new Promise((resolve) => server?.close(resolve));
  expect((await read(path).end).outcome).toBe("unreachable");
});

test("a page that is left stops its stream", async () => {
  const path = await serve((_request, response) => {
    response.writeHead(200, EVENTS);
    response.write(":\n\n");
  });
  const leaving = new AbortController();
  const { end } = read(path, { signal: leaving.signal });
  setTimeout(() => leaving.abort(), 50);
  expect(await end).toEqual({ outcome: "stopped" });
  server?.closeAllConnections();
});
