import type { DampenerRule } from "../../../pipeline/score/model.ts";
import { fieldNumber, shareWords, spanWords } from "../number-words.ts";
import { groupWords, signalWords } from "../part-words.ts";
import { NumberInput } from "./number-input.tsx";
import { RuleItem } from "./rule-item.tsx";
import { SpanInput } from "./span-input.tsx";
import { useScoringWords } from "../scoring-words.ts";

const PERCENT = 0.01;

/** What one occurrence of a dampener takes, in a sentence and in fields. */
export function DampenerItem(props: { score: string; signal: string; rule: DampenerRule }) {
  const { score, signal, rule } = props;
  const words = useScoringWords();
  const { t, format } = words;
  const at = (field: keyof DampenerRule): string => `${score}.dampeners.${signal}.${field}`;
  const said = {
    share: shareWords(words, rule.share),
    groups: format.list(rule.groups.map((group) => groupWords(words, group))),
    cap: fieldNumber(words, rule.dailyCap),
  };
  return (
    <RuleItem
      title={signalWords(words, signal)}
      sentence={
        rule.reachMs === undefined
          ? t("rule.takes", said)
          : t("rule.takesOf", { ...said, reach: spanWords(words, rule.reachMs) })
      }
      paths={FIELDS.map(at)}
    >
      <NumberInput path={at("share")} label={t("field.share")} suffix="%" perUnit={PERCENT} />
      <NumberInput path={at("dailyCap")} label={t("field.dailyCap")} />
      <SpanInput path={at("reachMs")} label={t("field.reachMs")} endless={t("form.all")} />
    </RuleItem>
  );
}

const FIELDS = ["share", "dailyCap", "reachMs"] as const;
