import { createGunzip } from "node:zlib";
import type { ReadingRoom, UnreadBody } from "./read-body.ts";

export type Unpacked = Buffer | UnreadBody | "not-gzip";

/** Unpacks what is gzipped while there is room for what comes out of it, however small it was. */
export type Unpack = (
  packed: Buffer,
  bounds: { maxBytes: number; room: ReadingRoom },
) => Promise<Unpacked>;

/**
 * Few bodies are unpacked at once, the others wait in the room that they have taken: a thousandth of its size may be sent of
 * what is unpacked, and all of it is here before anybody can say whose it is.
 */
export function createUnpack(mostAtOnce: number): Unpack {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (packed, bounds) => {
    if (running === mostAtOnce) await new Promise<void>((begin) => waiting.push(begin));
    else running += 1;
    try {
      return await gunzip(packed, bounds);
    } finally {
      // Its turn goes to the next, or ends.
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}

function gunzip(
  packed: Buffer,
  { maxBytes, room }: { maxBytes: number; room: ReadingRoom },
): Promise<Unpacked> {
  return new Promise((resolve) => {
    const stream = createGunzip();
    const chunks: Buffer[] = [];
    let bytes = 0;
    const end = (unpacked: Unpacked): void => {
      resolve(unpacked);
      stream.destroy();
    };
    stream.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxBytes) end("too-large");
      // What was packed is held until it is unpacked.
      else if (!room.holds(packed.length + bytes)) end("crowded");
      else chunks.push(chunk);
    });
    stream.on("end", () => end(Buffer.concat(chunks)));
    stream.on("error", () => end("not-gzip"));
    stream.end(packed);
  });
}
