import type { NumberKind } from "../../pipeline/score/model-bounds.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../pipeline/shared/time.ts";
import { kindOf } from "./model-numbers.ts";
import { groupWords, partWords, signalWords } from "./part-words.ts";
import type { ScoringWords } from "./scoring-words.ts";

/** A number with as many decimals as it has, at most four: "0.5", "12,400". */
function shortNumber({ format }: Pick<ScoringWords, "format">, value: number): string {
  const decimals = [0, 1, 2, 3].find((count) => Number(value.toFixed(count)) === value) ?? 4;
  return format.decimal(value, decimals);
}

/** A number as it stands in a field to be typed over: no thousands set apart, the decimals behind the locale's sign. */
export function fieldNumber({ format }: Pick<ScoringWords, "format">, value: number): string {
  const sign = format.decimal(0.5, 1).charAt(1);
  return String(Number(value.toPrecision(12))).replace(".", sign);
}

/** A length of time in the largest unit in which it is whole: "36 hours", "14 days". */
export function spanWords(words: ScoringWords, ms: number): string {
  const { t } = words;
  const say = (unit: number) => ({ count: ms / unit, amount: shortNumber(words, ms / unit) });
  if (ms % DAY_MS === 0) return t("span.days", say(DAY_MS));
  if (ms % HOUR_MS === 0) return t("span.hours", say(HOUR_MS));
  if (ms % MINUTE_MS === 0) return t("span.minutes", say(MINUTE_MS));
  return t("span.seconds", say(SECOND_MS));
}

/** "1 point", "0.5 points". */
export const pointsWords = (words: ScoringWords, points: number): string =>
  words.t("points", { count: points, amount: shortNumber(words, points) });

/** A share as a percentage: "30%", "12.5%". */
export const shareWords = ({ format }: ScoringWords, share: number): string =>
  format.percent(share, Number.isInteger(Math.round(share * 1000) / 10) ? 0 : 1);

/** A number of a kind in words: "36 hours", "30%", "6". */
export function kindWords(words: ScoringWords, kind: NumberKind, value: number): string {
  if (kind === "halfLifeMs" || kind === "windowMs" || kind === "reachMs")
    return spanWords(words, value);
  return kind === "share" ? shareWords(words, value) : shortNumber(words, value);
}

/** What stands at a place of a model, in words; null: there is nothing. */
export function numberWords(
  words: ScoringWords,
  path: string,
  value: number | string | null,
): string {
  if (value === null) return words.t("none");
  if (typeof value === "string") {
    const groups = value.split(", ").map((group) => groupWords(words, group));
    return words.format.list(groups);
  }
  const kind = kindOf(path);
  return kind === null ? shortNumber(words, value) : kindWords(words, kind, value);
}

/** Where a number of a model stands, in words: "Intent: Product viewed, half-life". */
export function pathWords(words: ScoringWords, path: string): string {
  const { t } = words;
  const [score = "", part = "", name = ""] = path.split(".");
  if (score === "trustCaps") return t(part === "claimed" ? "place.claimed" : "place.unsigned");
  if (score === "behavior") return t("place.behavior", { score: partWords(words, part) });
  if (part === "groupCaps")
    return t("place.cap", { score: partWords(words, score), group: groupWords(words, name) });
  const said = { score: partWords(words, score), field: fieldWords(words, path) };
  return score === "value"
    ? t("place.value", said)
    : t("place.signal", { ...said, signal: signalWords(words, name) });
}

/** Which number of a rule it is, within a sentence. */
function fieldWords({ t }: ScoringWords, path: string): string {
  const kind = kindOf(path);
  if (kind === null || kind === "groupCap" || kind === "trustCap" || kind === "behaviorPart")
    return t("fieldOf.group");
  return t(`fieldOf.${kind}`);
}
