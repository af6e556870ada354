import type { IncomingMessage, ServerResponse } from "node:http";
import { refuseCrowded } from "./refuse-overload.ts";
import { createRoom, type Place, type Refused, type Way } from "./room.ts";

/**
 * Bytes of requests that a process holds at once. What is read of a body takes several times as much for a moment, so
 * that the process stays within some hundreds of megabytes, whatever the database does.
 */
const MOST_BYTES = 64 * 1024 * 1024;
/** What a request takes beside its body. */
const OVERHEAD_BYTES = 4 * 1024;
/** Of a page: what it read and is made of while it waits for the rest. */
const PAGE_BYTES = 256 * 1024;
/** Of a body that does not say how long it is. */
const UNKNOWN_BYTES = 64 * 1024;

interface Kind extends Way {
  path: RegExp;
  bytes: number;
}

/** As in raw-event-lanes.ts: browsing is let go first, webhooks last. Files and streams are bounded otherwise, and take little. */
const KINDS: readonly Kind[] = [
  { name: "proxy", path: /^\/proxy\/events\b/, share: 0.5, bytes: OVERHEAD_BYTES },
  { name: "pixel", path: /^\/pixel\//, share: 0.5, bytes: OVERHEAD_BYTES },
  { name: "api", path: /^\/v1\//, share: 0.75, bytes: OVERHEAD_BYTES },
  { name: "klaviyo", path: /^\/klaviyo\//, share: 1, bytes: OVERHEAD_BYTES },
  { name: "withdrawal", path: /^\/proxy\/withdrawal\b/, share: 1, bytes: OVERHEAD_BYTES },
  { name: "signed", path: /^\/(webhooks|flow)\b/, share: 1, bytes: OVERHEAD_BYTES },
  { name: "light", path: /^\/(assets\/|app\/live\b)/, share: 0.75, bytes: OVERHEAD_BYTES },
  // Who runs the process asks so whether it lives.
  { name: "health", path: /^\/(healthz|readyz)\b/, share: Infinity, bytes: 0 },
];
const PAGE = { name: "page", share: 0.75, bytes: PAGE_BYTES };

export interface RoomGate {
  /**
   * Takes a request's room until it is answered or its sender is gone. Where there is none the answer is 503 with
   * `Retry-After`, at once and before anything is read.
   * @returns whether the request may go on
   */
  enter(request: IncomingMessage, response: ServerResponse): boolean;
  /**
   * Counts the request as the shop's of which it proved to be, as soon as that is certain and before it waits.
   * @returns false: others need what is left; it is to be refused
   */
  isWithinShare(response: ServerResponse, shop: string): boolean;
}

/** The same, of a request whose answer is known. */
export type InShare = (shop: string) => boolean;

/** Bounds what requests hold in memory while they wait, for the database above all. */
export function createRoomGate({
  mostBytes = MOST_BYTES,
  onRefused = () => undefined,
}: { mostBytes?: number; onRefused?: (why: Refused) => void } = {}): RoomGate {
  const room = createRoom(mostBytes);
  const places = new Map<ServerResponse, Place>();
  return {
    enter(request, response) {
      const { url = "/" } = request;
      const kind = KINDS.find(({ path }) => path.test(url)) ?? PAGE;
      const place = room.take(kind, kind.bytes + readLength(request));
      if (place === null) {
        onRefused("room-full");
        refuseCrowded(request, response);
        return false;
      }
      places.set(response, place);
      response.on("close", () => {
        places.delete(response);
        room.leave(place);
      });
      return true;
    },
    isWithinShare(response, shop) {
      const place = places.get(response);
      // Whose sender is gone holds nothing.
      if (place === undefined || room.claim(place, shop)) return true;
      onRefused("share-full");
      return false;
    },
  };
}

function readLength({ headers }: IncomingMessage): number {
  const unsaid = headers["transfer-encoding"] === undefined ? 0 : UNKNOWN_BYTES;
  const length = Number(headers["content-length"] ?? unsaid);
  return Number.isSafeInteger(length) && length >= 0 ? length : UNKNOWN_BYTES;
}
