import type { IncomingMessage, ServerResponse } from "node:http";
import { refuseLarge } from "./refuse-body.ts";
import { refuseCrowded } from "./refuse-overload.ts";
import { kindOf, readLength } from "./request-kinds.ts";
import { createRoom, type Place, type Refused, type Room } from "./room.ts";
import { sendJson } from "./send-json.ts";

/**
 * Bytes of requests that a process holds at once. What is read of a body takes several times as much for a moment, so
 * that the process stays within some hundreds of megabytes, whatever the database does.
 */
const MOST_BYTES = 64 * 1024 * 1024;
/**
 * What a body that is announced holds at most before any of it is read: so much of it Node takes in by itself, and waits. What is
 * longer holds what has come.
 */
const RESERVED_BYTES = 64 * 1024;

type OnRefused = (why: Refused | "too-large") => void;

export interface RoomGate {
  /**
   * Takes a request's room until it is answered or its sender is gone. Where there is none the answer is 503 with
   * `Retry-After`, at once and before anything is read; where it announces more than its kind may bring it is 413.
   * @returns null: it is answered
   */
  enter(request: IncomingMessage, response: ServerResponse): RequestRoom | null;
}

/** Bounds what requests hold in memory while they wait, for the database above all. */
export function createRoomGate({
  mostBytes = MOST_BYTES,
  onRefused = () => undefined,
}: { mostBytes?: number; onRefused?: OnRefused } = {}): RoomGate {
  const room = createRoom(mostBytes);
  return {
    enter(request, response) {
      const kind = kindOf(request.url ?? "/");
      const length = readLength(request);
      if (length === null ? !kind.mayBeUnknown : length > kind.mostBytes) {
        onRefused("too-large");
        if (length === null) refuseUnknown(response);
        else refuseLarge(response, { mostBytes: kind.mostBytes, length });
        return null;
      }
      const reserved = Math.min(length ?? RESERVED_BYTES, RESERVED_BYTES);
      const place = room.take(kind, kind.bytes + reserved);
      if (place === null) {
        onRefused("room-full");
        refuseCrowded(request, response);
        return null;
      }
      response.on("close", () => room.leave(place));
      return new RequestRoom(room, place, reserved, onRefused);
    },
  };
}

/** What a request asks of the room while it is read and answered. */
export class RequestRoom {
  readonly #room: Room;
  readonly #place: Place;
  readonly #onRefused: OnRefused;
  #body: number;

  constructor(room: Room, place: Place, reserved: number, onRefused: OnRefused) {
    this.#room = room;
    this.#place = place;
    this.#body = reserved;
    this.#onRefused = onRefused;
  }

  /**
   * Counts the request as the shop's of which it proved to be, as soon as that is certain and before it waits.
   * @returns false: others need what is left; it is to be refused
   */
  isInShare(shop: string): boolean {
    if (this.#room.claim(this.#place, shop)) return true;
    this.#onRefused("share-full");
    return false;
  }

  /**
   * Counts what has come of the body, and what it was unpacked to.
   * @param bytes all of it until now
   * @returns false: there is no room for so much; the request is to be refused
   */
  holds(bytes: number): boolean {
    if (bytes <= this.#body) return true;
    const refused = this.#room.grow(this.#place, bytes - this.#body);
    if (refused === null) this.#body = bytes;
    else this.#onRefused(refused);
    return refused === null;
  }
}

/** Pages read theirs whole, so they take none whose length is not told. */
function refuseUnknown(response: ServerResponse): void {
  const body = { error: "Say how long the body is" };
  sendJson(response, 411, { body, headers: { connection: "close" } });
}
