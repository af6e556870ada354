import type { IncomingMessage } from "node:http";

/**
 * @returns null when the body is longer than allowed, without keeping the rest
 * @throws when the sender goes away before its end
 */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer | null> {
  return request.complete ? takeWhole(request, maxBytes) : readToEnd(request, maxBytes);
}

/** What is here already, as most bodies are by the time that somebody asks: without listeners, which cost more than the reading. */
function takeWhole(request: IncomingMessage, maxBytes: number): Buffer | null {
  const body = (request.read() as Buffer | null) ?? EMPTY;
  return body.length > maxBytes ? null : body;
}

function readToEnd(request: IncomingMessage, maxBytes: number): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    // Nothing will be told any more.
    if (request.destroyed) reject(new Error("The sender went away"));
    const chunks: Buffer[] = [];
    let length = 0;
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length > maxBytes) resolve(null);
      else chunks.push(chunk);
    });
    request.on("end", () => {
      const [first = EMPTY, ...more] = chunks;
      resolve(more.length === 0 ? first : Buffer.concat(chunks));
    });
    request.on("error", reject);
    request.on("close", () => {
      // An error takes a stack trace, which costs as much as reading the body: made where it is needed alone.
      if (!request.complete) reject(new Error("The sender went away"));
    });
  });
}

const EMPTY = Buffer.alloc(0);
