import { Button } from "@shopify/polaris";
import type { SignalRule } from "../../../pipeline/score/model.ts";
import { fieldNumber, pointsWords, spanWords } from "../number-words.ts";
import { signalWords } from "../part-words.ts";
import { numberAt } from "../model-numbers.ts";
import { useModelForm } from "./form-context.tsx";
import { NumberInput } from "./number-input.tsx";
import { RuleItem } from "./rule-item.tsx";
import { SpanInput } from "./span-input.tsx";
import { useScoringWords } from "../scoring-words.ts";

/** What one occurrence of a signal counts, in a sentence and in fields. */
export function SignalItem(props: { score: string; signal: string; rule: SignalRule }) {
  const { score, signal, rule } = props;
  const words = useScoringWords();
  const { t } = words;
  const { inForce, change } = useModelForm();
  const place = `${score}.signals.${signal}`;
  const at = (field: keyof SignalRule): string => `${place}.${field}`;
  const isAdded = numberAt(inForce, at("weight")) === null;
  const said = {
    points: pointsWords(words, rule.weight),
    span: spanWords(words, rule.halfLifeMs),
    cap: fieldNumber(words, rule.dailyCap),
  };
  return (
    <RuleItem
      title={signalWords(words, signal)}
      sentence={
        rule.windowMs === undefined
          ? t("rule.counts", said)
          : t("rule.countsFor", { ...said, window: spanWords(words, rule.windowMs) })
      }
      paths={FIELDS.map(at)}
    >
      <NumberInput path={at("weight")} label={t("field.weight")} />
      <SpanInput path={at("halfLifeMs")} label={t("field.halfLifeMs")} />
      <NumberInput path={at("dailyCap")} label={t("field.dailyCap")} />
      <SpanInput path={at("windowMs")} label={t("field.windowMs")} endless={t("form.always")} />
      {isAdded ? (
        <Button onClick={() => change(place, { rule: null })}>
          {t("form.removeSignal", { signal: signalWords(words, signal) })}
        </Button>
      ) : null}
    </RuleItem>
  );
}

const FIELDS = ["weight", "halfLifeMs", "dailyCap", "windowMs"] as const;
