import type { IncomingMessage } from "node:http";

/** Why a body was not read to its end: it is longer than allowed, or there is no room for more of it. */
export type UnreadBody = "too-large" | "crowded";

/** What reading asks of the room (room-gate.ts). */
export interface ReadingRoom {
  holds(bytes: number): boolean;
}

/**
 * Reads a body while there is room for what has come of it. What is refused is not kept, and read on to be dropped.
 * @throws when the sender goes away before its end
 */
export async function readBody(
  request: IncomingMessage,
  maxBytes: number,
  room: ReadingRoom,
): Promise<Buffer | UnreadBody> {
  return request.complete ? takeWhole(request, maxBytes, room) : readToEnd(request, maxBytes, room);
}

/** What is here already, as most bodies are by the time that somebody asks: without listeners, which cost more than the reading. */
function takeWhole(
  request: IncomingMessage,
  maxBytes: number,
  room: ReadingRoom,
): Buffer | UnreadBody {
  const body = (request.read() as Buffer | null) ?? EMPTY;
  if (body.length > maxBytes) return "too-large";
  return room.holds(body.length) ? body : "crowded";
}

function readToEnd(
  request: IncomingMessage,
  maxBytes: number,
  room: ReadingRoom,
): Promise<Buffer | UnreadBody> {
  return new Promise((resolve, reject) => {
    // Nothing will be told any more.
    if (request.destroyed) reject(new Error("The sender went away"));
    let chunks: Buffer[] | null = [];
    let length = 0;
    const refuse = (why: UnreadBody): void => {
      chunks = null;
      resolve(why);
    };
    request.on("data", (chunk: Buffer) => {
      if (chunks === null) return;
      length += chunk.length;
      if (length > maxBytes) refuse("too-large");
      else if (!room.holds(length)) refuse("crowded");
      else chunks.push(chunk);
    });
    request.on("end", () => {
      if (chunks === null) return;
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
