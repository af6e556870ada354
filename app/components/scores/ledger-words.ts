import type { ValueTerm, ScoreName } from "../../pipeline/score/scores.ts";
import { SIGNALS, type Signal } from "../../pipeline/shared/signals.ts";
import type { Words } from "../words/use-words.ts";

/** What evidence is made of: the part of a ledger's line that words need. */
interface Evidence {
  term: string;
  count: number;
  counted: number;
  earned: number;
  group: string;
}

const OTHER_TERMS = [
  "monetary",
  "frequency",
  "recency",
  "intent",
  "engagement",
  "value",
] as const satisfies readonly (ValueTerm | ScoreName)[];

const TERMS: ReadonlySet<string> = new Set([...SIGNALS, ...OTHER_TERMS]);

const isKnownTerm = (term: string): term is Signal | (typeof OTHER_TERMS)[number] =>
  TERMS.has(term);

/** A ledger's term in words; one of an older model as it was stored. */
export const termName = ({ t }: Words<"scores">, term: string): string =>
  isKnownTerm(term) ? t(`term.${term}`) : term.replaceAll("_", " ");

/** What a line rests on: "12 times, 10 within the daily cap", "3 orders in one year", "Score 62.50". */
export function evidenceWords(words: Words<"scores">, score: ScoreName, line: Evidence): string {
  const { t, format } = words;
  const { count } = line;
  if (score === "behavior") return t("evidence.score", { points: format.points(line.earned) });
  if (line.term === "monetary") return t("evidence.monetary", { amount: format.count(count) });
  if (line.term === "frequency")
    return t("evidence.frequency", { count, amount: format.count(count) });
  if (line.term === "recency") return t("evidence.recency");
  const times = t("evidence.times", { count, amount: format.count(count) });
  const counted =
    line.counted < count
      ? t("evidence.capped", { times, amount: format.count(line.counted) })
      : times;
  return line.earned < 0
    ? t("evidence.takes", { counted, group: groupInSentence(words, line.group) })
    : counted;
}

const GROUPS = ["browsing", "product", "cart", "checkout", "purchase", "channels"] as const;

/** A group of signals inside a sentence; one of a shop's own as it is called. */
function groupInSentence({ t }: Words<"scores">, group: string): string {
  const known = GROUPS.find((name) => name === group);
  return known === undefined ? group : t(`groupIn.${known}`);
}

/** Where something is known from, when it is not Shopify's own word. */
export function trustName({ t }: Words<"scores">, trust: string): string | null {
  if (trust === "signed") return null;
  return trust === "claimed" ? t("trust.claimed") : t("trust.unsigned");
}
