import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { simulateVisitors } from "./simulate-visitors.ts";
import type { SimulationOptions } from "./simulate-visitors.ts";

/** Writes a simulated log as a gzipped CSV file, one visitor after the other: a reader must not rely on time order. */
export async function writeSimulatedLog(file: string, options: SimulationOptions): Promise<void> {
  await pipeline(
    Readable.from(logLines(options)),
    createGzip({ level: 1 }),
    createWriteStream(file),
  );
}

/** The text of a log, some kilobytes at a time. */
function* logLines(options: SimulationOptions): Generator<string> {
  let text = "visitor,time,kind,path,product,order\n";
  for (const events of simulateVisitors(options)) {
    for (const { visitor, at, kind, path, product, order } of events)
      text += `${visitor},${at},${kind},${path},${product},${order}\n`;
    if (text.length < 1 << 16) continue;
    yield text;
    text = "";
  }
  yield text;
}
