import type { IncomingMessage, ServerResponse } from "node:http";
import { refuseOverload } from "./refuse-overload.ts";

/**
 * Bytes of requests that a process holds at once. What is read of a body takes several times as much for a moment, so
 * that the process stays within some hundreds of megabytes, whatever the database does.
 */
const MOST_BYTES = 64 * 1024 * 1024;
/** What a request takes beside its body. */
const OVERHEAD_BYTES = 4 * 1024;
/** Of a body that does not say how long it is. */
const UNKNOWN_BYTES = 64 * 1024;

/** How much of the room each kind of sender may fill, as in raw-event-lanes.ts: browsing is let go first, webhooks last. */
const SHARES: readonly { path: RegExp; share: number }[] = [
  { path: /^\/(proxy|pixel)\/events/, share: 0.5 },
  { path: /^\/v1\//, share: 0.75 },
];

export interface RoomGate {
  /**
   * Takes a request's room until it is answered or its sender is gone. Where there is none the answer is 503 with
   * `Retry-After`, at once and before anything is read.
   * @returns whether the request may go on
   */
  enter(request: IncomingMessage, response: ServerResponse): boolean;
}

/** Bounds what requests hold in memory while they wait, for the database above all. What only reads takes no room. */
export function createRoomGate({ mostBytes = MOST_BYTES } = {}): RoomGate {
  let held = 0;
  return {
    enter(request, response) {
      if (request.method !== "POST") return true;
      const bytes = OVERHEAD_BYTES + readLength(request);
      // What is larger than all the room goes through when nothing else waits; its endpoint has a limit of its own.
      if (held > 0 && held + bytes > mostBytes * shareOf(request.url ?? "")) {
        refuseOverload(response);
        return false;
      }
      held += bytes;
      response.on("close", () => {
        held -= bytes;
      });
      return true;
    },
  };
}

function readLength(request: IncomingMessage): number {
  const length = Number(request.headers["content-length"] ?? UNKNOWN_BYTES);
  return Number.isSafeInteger(length) && length >= 0 ? length : UNKNOWN_BYTES;
}

const shareOf = (url: string): number => SHARES.find(({ path }) => path.test(url))?.share ?? 1;
