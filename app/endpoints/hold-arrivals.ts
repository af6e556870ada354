import type { IncomingMessage } from "node:http";
import type { ReadingRoom } from "./read-body.ts";

/**
 * Counts what comes of a body that somebody else reads, and ends the connection where there is no room for more. Called once the
 * other has begun to listen: before that, what came would be lost to it.
 */
export function holdArrivals(request: IncomingMessage, room: ReadingRoom): void {
  if (request.listenerCount("data") === 0) return;
  let bytes = 0;
  request.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (!room.holds(bytes)) request.destroy();
  });
}
