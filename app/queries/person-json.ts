import type { KeptMessage } from "../db/raw-events-of-person.ts";
import type { PersonFile } from "./read-person-file.ts";

/** The file as one JSON object for another system, `messages` last, piece by piece: they may be many. */
export async function* personJson(
  { about, tables }: PersonFile,
  messages: AsyncIterable<KeptMessage[]>,
): AsyncGenerator<string> {
  const show = (value: unknown): string => JSON.stringify(value, null, 2);
  yield `{\n"about": ${show(about)},\n"tables": ${show(tables)},\n"messages": [`;
  let between = "\n";
  for await (const some of messages) {
    yield between + some.map(show).join(",\n");
    between = ",\n";
  }
  yield "\n]\n}\n";
}
