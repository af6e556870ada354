import type { Signal } from "../../shared/signals.ts";
import type { Moment, Things } from "../condition-tree.ts";
import { LIST_OPEN } from "./join-words.ts";
import { nest } from "./nest.ts";
import { readFilters } from "./parse-filters.ts";
import { Misfit, need, spanFrom, take } from "./reader.ts";
import type { Reader } from "./reader.ts";
import { readMembers } from "./read-values.ts";
import { THINGS } from "./signal-words.ts";
import { notePlace } from "./spans.ts";
import type { Span } from "./tokens.ts";

/** One kind of thing: orders, a signal, or several signals that share their filters. */
export function readThings(reader: Reader): Things {
  const from = reader.at;
  const [things, ...others] = readThingsList(reader);
  if (things !== undefined && others.length === 0) return things;
  const message = { code: "mixed-things" } as const;
  throw new Misfit({ ...spanFrom(reader, from), message, expected: null, suggestion: null });
}

export function readMoment(reader: Reader, kind: Moment["kind"]): Moment {
  const from = reader.at - 1;
  const of = readThings(reader);
  return notePlace(reader.spans, { kind, of }, spanFrom(reader, from));
}

/**
 * "order", or a list in parentheses. A list of signals alone is one kind of thing, with the filters after it; in any
 * other list each member is one by itself. (A pair of parentheses of its own keeps a signal apart.)
 */
export function readThingsList(reader: Reader): Things[] {
  const from = reader.at;
  if (take(reader, LIST_OPEN) === null) return [readThing(reader)];
  const members = nest(reader, () => readMembers(reader, () => readMember(reader)));
  const signals = members.flatMap(({ bare }) => bare ?? []);
  if (signals.length < members.length) return members.flatMap(({ list }) => list);
  const places = Object.fromEntries(members.map(({ span }, index) => [index, span]));
  notePlace(reader.spans, signals, spanFrom(reader, from), places);
  return [finish(reader, from, { kind: "signals", signals, where: readFilters(reader) })];
}

/** `bare`: the signal that stands here with nothing around it. */
function readMember(reader: Reader): { list: Things[]; bare: Signal | null; span: Span } {
  const from = reader.at;
  const list = readThingsList(reader);
  const [things] = list;
  const isBare = reader.at === from + 1 && things?.kind === "signals";
  const bare = isBare ? (things.signals[0] ?? null) : null;
  return { list, bare, span: spanFrom(reader, from) };
}

function readThing(reader: Reader): Things {
  const from = reader.at;
  const thing = need(reader, THINGS);
  const where = readFilters(reader);
  return finish(
    reader,
    from,
    thing === "order" ? { kind: "orders", where } : { kind: "signals", signals: [thing], where },
  );
}

const finish = (reader: Reader, from: number, things: Things): Things =>
  notePlace(reader.spans, things, spanFrom(reader, from));
