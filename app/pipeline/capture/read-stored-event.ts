import { ALL_TOPICS } from "./topics.ts";
import type { SourcedWire } from "./topics.ts";

const definitions: ReadonlyMap<string, (typeof ALL_TOPICS)[number]> = new Map(
  ALL_TOPICS.map((definition) => [`${definition.source} ${definition.topic}`, definition]),
);

/**
 * Gives a stored raw event its type back, by reading it with the schema that it was written with. Throws
 * an Error with a readable reason when the row is of an unknown topic or no longer fits its schema.
 */
export function readStoredEvent(row: {
  source: string;
  topic: string;
  wire: unknown;
}): SourcedWire {
  const definition = definitions.get(`${row.source} ${row.topic}`);
  if (definition === undefined) throw new Error(`${row.source} ${row.topic}: unknown topic`);
  const read = definition.read(row.wire);
  if (read.outcome === "malformed") throw new Error(read.reason);
  return read;
}
