import type { Condition } from "../condition-tree.ts";
import { ATOM_STARTS } from "./condition-starts.ts";
import { explainMisfit } from "./explain-misfit.ts";
import { skipMisfit } from "./skip-misfit.ts";
import { AND, CLOSE, GROUPS, LIST_OPEN, NOT, OPEN, OR } from "./join-words.ts";
import { nest } from "./nest.ts";
import { complain, Misfit, need, spanFrom, take } from "./reader.ts";
import type { Reader } from "./reader.ts";
import { readMembers } from "./read-values.ts";
import { notePlace } from "./spans.ts";
import type { Vocabulary } from "./words.ts";

/** Stands in the tree for what could not be read. With a complaint noted, nobody gets to see the tree. */
const UNREAD: Condition = { kind: "any", of: [] };

/** A condition with its "or"s and "and"s; "and" binds closer. Notes complaints, and reads on behind them. */
export const readCondition = (reader: Reader): Condition =>
  readJoined(reader, { kind: "any", joint: OR }, () =>
    readJoined(reader, { kind: "all", joint: AND }, () => readUnit(reader)),
  );

function readJoined(
  reader: Reader,
  { kind, joint }: { kind: "all" | "any"; joint: Vocabulary<true> },
  readOne: () => Condition,
): Condition {
  const from = reader.at;
  const first = readOne();
  const of = [first];
  while (take(reader, joint) !== null) of.push(readOne());
  if (of.length === 1) return first;
  return notePlace<Condition>(reader.spans, { kind, of }, spanFrom(reader, from));
}

function readUnit(reader: Reader): Condition {
  const from = reader.at;
  try {
    return notePlace(reader.spans, readOne(reader), spanFrom(reader, from));
  } catch (problem) {
    if (!(problem instanceof Misfit)) throw problem;
    complain(reader, problem.complaint ?? explainMisfit(reader));
    skipMisfit(reader, from);
    return UNREAD;
  }
}

function readOne(reader: Reader): Condition {
  const readAtom = take(reader, ATOM_STARTS);
  if (readAtom !== null) return readAtom(reader);
  if (take(reader, NOT) !== null) {
    return { kind: "none", of: [nest(reader, () => readUnit(reader))] };
  }
  if (take(reader, OPEN) !== null) {
    const inside = nest(reader, () => readCondition(reader));
    need(reader, CLOSE);
    return inside;
  }
  const kind = need(reader, GROUPS);
  return { kind, of: nest(reader, () => readList(reader)) };
}

function readList(reader: Reader): Condition[] {
  need(reader, LIST_OPEN);
  return take(reader, CLOSE) === null ? readMembers(reader, () => readCondition(reader)) : [];
}
