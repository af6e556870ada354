import type { Atom, CountAtom, Moment } from "../condition-tree.ts";
import { COMPARISONS, INEQUALITIES, LENGTH_COMPARISONS } from "./atom-words.ts";
import { AGO, MONEY, NO, OF_ONE_PRODUCT, PERCENT, THEN, WITHIN } from "./join-words.ts";
import { readFilters } from "./parse-filters.ts";
import { readDuration, takeWindow } from "./parse-length.ts";
import { readMoment, readThings, readThingsList } from "./parse-things.ts";
import { lastSpan, need, spanFrom, take } from "./reader.ts";
import type { Reader } from "./reader.ts";
import { needNumber } from "./read-values.ts";
import { ORDER } from "./signal-words.ts";
import { notePlace } from "./spans.ts";

/** "count product_viewed of one product in 7 days >= 3" */
export function readCount(reader: Reader): Atom {
  const of = readThings(reader);
  const each: CountAtom["each"] = take(reader, OF_ONE_PRODUCT) === null ? null : "product";
  const window = takeWindow(reader);
  const comparison = need(reader, COMPARISONS);
  const count = needNumber(reader, "times", { "1": "example.once", "2": "example.twice" });
  const atom: Atom = { kind: "count", of, each, window, comparison, count };
  return notePlace(reader.spans, atom, lastSpan(reader), { count: lastSpan(reader) });
}

/** "sum order in 365 days >= 500", "sum order[vendor "Acme"] of these products in 90 days >= 100" */
export function readSum(reader: Reader): Atom {
  const of = readThings(reader);
  const money = take(reader, MONEY) ?? "whole";
  const window = takeWindow(reader);
  const comparison = need(reader, INEQUALITIES);
  const amount = needNumber(reader, "amount");
  const atom: Atom = { kind: "sum", of, money, window, comparison, amount };
  return notePlace(reader.spans, atom, lastSpan(reader), { amount: lastSpan(reader) });
}

/** "share order[discounted] in 365 days >= 80%" */
export function readShare(reader: Reader): Atom {
  need(reader, ORDER);
  const where = readFilters(reader);
  const window = takeWindow(reader);
  const comparison = need(reader, INEQUALITIES);
  const percent = needNumber(reader, "share", { "50%": "example.halfOrders" });
  const span = lastSpan(reader);
  need(reader, PERCENT);
  const atom: Atom = { kind: "share", where, window, comparison, percent };
  return notePlace(reader.spans, atom, span, { percent: span });
}

/** "last order at least 30 days ago", "last order then no order within 60 days"; "first" or "last" was read. */
export function readFromMoment(reader: Reader, which: Moment["kind"]): Atom {
  const moment = readMoment(reader, which);
  if (take(reader, THEN) !== null) return readSequence(reader, moment);
  const comparison = need(reader, LENGTH_COMPARISONS);
  const duration = readDuration(reader);
  need(reader, AGO);
  return { kind: "since", moment, comparison, duration };
}

function readSequence(reader: Reader, moment: Moment): Atom {
  const followed = take(reader, NO) === null ? "some" : "none";
  const from = reader.at;
  const by = readThingsList(reader);
  notePlace(reader.spans, by, spanFrom(reader, from));
  const within = take(reader, WITHIN) === null ? null : readDuration(reader);
  return { kind: "sequence", moment, followed, by, within };
}
