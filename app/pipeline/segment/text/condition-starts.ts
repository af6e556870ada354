import type { Atom, ConsentAtom } from "../condition-tree.ts";
import { SCORE_NAMES } from "../../score/scores.ts";
import { CONSENT_STATES, PERSONS, PREDICTIONS } from "./atom-words.ts";
import type { HelpCode } from "./help.ts";
import { CONSENT } from "./join-words.ts";
import { readCount, readFromMoment, readShare, readSum } from "./parse-history.ts";
import { readNextOrder, readPrediction, readRevenue } from "./parse-measures.ts";
import { readRfm, readRfmGroup, readScore } from "./parse-measures.ts";
import { lastSpan, need } from "./reader.ts";
import type { Reader } from "./reader.ts";
import { readOneOf } from "./read-one-of.ts";
import { needName } from "./read-values.ts";
import { notePlace } from "./spans.ts";
import type { Vocabulary, Word } from "./words.ts";

/** Reads an atom of which the first word was read. */
type ReadAtom = (reader: Reader) => Atom;

const start = (text: string, help: HelpCode, is: ReadAtom): Word<ReadAtom> => ({ text, is, help });

/** Every word that an atom can begin with. */
export const ATOM_STARTS: Vocabulary<ReadAtom> = {
  what: "condition",
  words: [
    start("count", "start.count", readCount),
    start("sum", "start.sum", readSum),
    start("share", "start.share", readShare),
    start("last", "start.last", (reader) => readFromMoment(reader, "last")),
    start("first", "start.first", (reader) => readFromMoment(reader, "first")),
    ...SCORE_NAMES.map((score) =>
      start(score, `score.${score}`, (reader) => readScore(reader, score)),
    ),
    ...PREDICTIONS.words.map(({ text, is, help }) =>
      start(text, help, (reader) => readPrediction(reader, "expected", is)),
    ),
    start("low", "start.low", (reader) => readPrediction(reader, "low")),
    start("high", "start.high", (reader) => readPrediction(reader, "high")),
    start("next_order", "start.nextOrder", readNextOrder),
    start("rfm_recency", "start.recency", (reader) => readRfm(reader, "recency")),
    start("rfm_frequency", "start.frequency", (reader) => readRfm(reader, "frequency")),
    start("rfm_monetary", "start.monetary", (reader) => readRfm(reader, "monetary")),
    start("rfm_group", "start.rfmGroup", readRfmGroup),
    start("revenue", "start.revenue", readRevenue),
    start("email", "start.email", (reader) => readConsent(reader, "email")),
    start("sms", "start.sms", (reader) => readConsent(reader, "sms")),
    start("tag", "start.tag", (reader) => {
      const tag = needName(reader, "tag");
      return placeName(reader, { kind: "tag", tag }, "tag");
    }),
    start("segment", "start.segment", (reader) => {
      const handle = needName(reader, "segment");
      return placeName(reader, { kind: "segment", handle }, "handle");
    }),
    start("is", "start.is", (reader) => ({
      kind: "person",
      is: need(reader, PERSONS),
    })),
  ],
};

/** "email consent is subscribed" */
function readConsent(reader: Reader, channel: ConsentAtom["channel"]): Atom {
  need(reader, CONSENT);
  return { kind: "consent", channel, states: readOneOf(reader, CONSENT_STATES) };
}

const placeName = (reader: Reader, atom: Atom, field: string): Atom =>
  notePlace(reader.spans, atom, lastSpan(reader), { [field]: lastSpan(reader) });
