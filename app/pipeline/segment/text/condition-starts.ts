import type { Atom, ConsentAtom } from "../condition-tree.ts";
import { SCORE_NAMES } from "../../score/scores.ts";
import { CONSENT_STATES, PERSONS, PREDICTIONS } from "./atom-words.ts";
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

const start = (text: string, help: string, is: ReadAtom): Word<ReadAtom> => ({ text, is, help });

/** Every word that an atom can begin with. */
export const ATOM_STARTS: Vocabulary<ReadAtom> = {
  what: "a condition",
  words: [
    start("count", "how often something happened", readCount),
    start("sum", "how much money something came to", readSum),
    start("share", "which part of the orders", readShare),
    start("last", "the last time that something happened", (reader) =>
      readFromMoment(reader, "last"),
    ),
    start("first", "the first time that something happened", (reader) =>
      readFromMoment(reader, "first"),
    ),
    ...SCORE_NAMES.map((score) =>
      start(score, `the ${score} score, 0 to 100 points`, (reader) => readScore(reader, score)),
    ),
    ...PREDICTIONS.words.map(({ text, is, help }) =>
      start(text, help, (reader) => readPrediction(reader, "expected", is)),
    ),
    start("low", "the low end of a prediction's interval", (reader) =>
      readPrediction(reader, "low"),
    ),
    start("high", "the high end of a prediction's interval", (reader) =>
      readPrediction(reader, "high"),
    ),
    start("next_order", "when the next order is expected", readNextOrder),
    start("rfm_recency", "how lately they bought, 5 is the latest fifth", (reader) =>
      readRfm(reader, "recency"),
    ),
    start("rfm_frequency", "how often they bought, 5 is the most frequent fifth", (reader) =>
      readRfm(reader, "frequency"),
    ),
    start("rfm_monetary", "how much they spent, 5 is the highest fifth", (reader) =>
      readRfm(reader, "monetary"),
    ),
    start("rfm_group", "the RFM group", readRfmGroup),
    start("revenue", "net revenue of a year, among the customers", readRevenue),
    start("email", "consent to emails", (reader) => readConsent(reader, "email")),
    start("sms", "consent to text messages", (reader) => readConsent(reader, "sms")),
    start("tag", "a customer tag in Shopify", (reader) => {
      const tag = needName(reader, "tag");
      return placeName(reader, { kind: "tag", tag }, "tag");
    }),
    start("segment", "membership in another segment", (reader) => {
      const handle = needName(reader, "segment");
      return placeName(reader, { kind: "segment", handle }, "handle");
    }),
    start("is", "a customer, or a visitor", (reader) => ({
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
