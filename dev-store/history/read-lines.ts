import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { createGunzip } from "node:zlib";

/**
 * The lines of a text file, plain or gzipped, a chunk's worth at a time, so that memory stays
 * bounded whatever the file's size. Line ends and a byte order mark are taken off.
 */
export async function* readLines(file: string): AsyncGenerator<string[]> {
  const raw = createReadStream(file, { highWaterMark: 256 * 1024 });
  const bytes = (await isGzip(file)) ? raw.pipe(createGunzip()) : raw;
  // An error of the file itself would otherwise leave the unzipping waiting for ever.
  raw.on("error", (error) => bytes.destroy(error));
  const decoder = new TextDecoder("utf-8");
  let rest = "";
  for await (const chunk of bytes) {
    const lines = (rest + decoder.decode(toBytes(chunk), { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield lines.map(withoutReturn);
  }
  rest += decoder.decode();
  if (rest !== "") yield [withoutReturn(rest)];
}

/** Told by the first two bytes (RFC 1952), since a file's name proves nothing. */
async function isGzip(file: string): Promise<boolean> {
  const handle = await open(file, "r");
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
}

function toBytes(chunk: unknown): Uint8Array {
  if (chunk instanceof Uint8Array) return chunk;
  throw new TypeError("A file stream gave something other than bytes");
}

const withoutReturn = (line: string): string => (line.endsWith("\r") ? line.slice(0, -1) : line);
