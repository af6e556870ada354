import { SCORES_IN_ORDER } from "../../../../pipeline/shared/score-names.ts";
import { useWords } from "../../../words/use-words.ts";
import { Choice } from "../choice.tsx";
import { ComparisonField } from "../comparison-field.tsx";
import { NumberField } from "../number-field.tsx";
import { INEQUALITIES, optionsOf } from "../option-words.ts";
import type { RowProps } from "./row-props.ts";

export function ScoreRow({ atom, onChange }: RowProps<"score">) {
  const { t } = useWords("editor");
  return (
    <>
      <Choice
        label={t("field.score")}
        value={atom.score}
        options={optionsOf(SCORES_IN_ORDER, (score) => t(`common:score.${score}`))}
        onChange={(score) => onChange({ ...atom, score })}
      />
      <ComparisonField
        of={INEQUALITIES}
        value={atom.comparison}
        onChange={(comparison) => onChange({ ...atom, comparison })}
      />
      <NumberField
        label={t("field.points")}
        suffix={t("field.pointsUnit")}
        value={atom.points}
        least={0}
        most={100}
        onChange={(points) => onChange({ ...atom, points })}
      />
    </>
  );
}
