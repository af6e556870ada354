import { connect, type Socket } from "node:net";

const CONNECTIONS = 64;

export interface Load {
  requestsPerSecond: number;
  /** ms from the last byte sent to the first byte of the answer, of all requests. */
  latencies: number[];
  /** Answers that were no success, by status. */
  refused: Map<number, number>;
}

/**
 * Sends requests over connections that stay open, each as soon as the one before is answered; with a rate, at even
 * distances, and a request that no connection is free for waits and counts from when it was due.
 * By hand over sockets: a client of HTTP costs more than the server that is measured.
 * @param next gives a whole request, headers and body
 */
export async function generateLoad(options: {
  port: number;
  seconds: number;
  next(): Buffer;
  /** Requests a second; undefined: as many as are answered. */
  rate?: number;
}): Promise<Load> {
  const { port, seconds, next, rate } = options;
  const latencies: number[] = [];
  const refused = new Map<number, number>();
  const startedAt = performance.now();
  const endsAt = startedAt + seconds * 1000;
  let due = 0;

  /** When the next request is to be sent; null: no more. */
  const takeTurn = (): number | null => {
    if (rate === undefined) return performance.now() < endsAt ? performance.now() : null;
    const at = startedAt + (due * 1000) / rate;
    if (at >= endsAt) return null;
    due += 1;
    return at;
  };
  const note = (status: number, from: number): void => {
    latencies.push(performance.now() - from);
    if (status >= 300) refused.set(status, (refused.get(status) ?? 0) + 1);
  };
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      const socket = await open(port);
      for (let at = takeTurn(); at !== null; at = takeTurn()) {
        const wait = at - performance.now();
        if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
        const status = await ask(socket, next());
        note(status, at);
      }
      socket.destroy();
    }),
  );
  const elapsed = (performance.now() - startedAt) / 1000;
  return { requestsPerSecond: latencies.length / elapsed, latencies, refused };
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => resolve(socket));
    socket.setNoDelay(true);
    socket.once("error", reject);
  });
}

/** Sends one request and reads its answer to the end. @returns the status */
function ask(socket: Socket, request: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    let text = "";
    const onData = (chunk: Buffer): void => {
      text += chunk.toString("latin1");
      const head = text.indexOf("\r\n\r\n");
      if (head < 0) return;
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? 0);
      const isChunked = /\r\ntransfer-encoding: chunked/i.test(text.slice(0, head));
      const isWhole = isChunked ? text.endsWith("0\r\n\r\n") : text.length >= head + 4 + length;
      if (!isWhole) return;
      socket.off("data", onData).off("close", onClose);
      resolve(Number(text.slice(9, 12)));
    };
    const onClose = (): void => reject(new Error("The server closed a connection"));
    socket.on("data", onData).once("close", onClose);
    socket.write(request);
  });
}
