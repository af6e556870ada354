import { PREDICTION_NAMES } from "../../../../pipeline/segment/condition-tree.ts";
import { useWords } from "../../../words/use-words.ts";
import { AmountField } from "../amount-field.tsx";
import { Choice } from "../choice.tsx";
import { ComparisonField } from "../comparison-field.tsx";
import { NumberField } from "../number-field.tsx";
import { BOUNDS, INEQUALITIES, optionsOf } from "../option-words.ts";
import type { RowProps } from "./row-props.ts";

/** What to begin with where a number of percent becomes an amount, or the reverse. */
const FIRST_AMOUNT = 200;
const FIRST_PERCENT = 50;

export function PredictionRow({ atom, onChange }: RowProps<"prediction">) {
  const { t } = useWords("editor");
  const isAmount = atom.of === "lifetime-value";
  return (
    <>
      <Choice
        label={t("field.prediction")}
        value={atom.of}
        options={optionsOf(PREDICTION_NAMES, (of) => t(`prediction.${of}`))}
        onChange={(of) => {
          const isSameUnit = (of === "lifetime-value") === isAmount;
          const first = of === "lifetime-value" ? FIRST_AMOUNT : FIRST_PERCENT;
          onChange({ ...atom, of, value: isSameUnit ? atom.value : first });
        }}
      />
      <Choice
        label={t("field.bound")}
        value={atom.bound}
        options={optionsOf(BOUNDS, (bound) => t(`bound.${bound}`))}
        onChange={(bound) => onChange({ ...atom, bound })}
      />
      <ComparisonField
        of={INEQUALITIES}
        value={atom.comparison}
        onChange={(comparison) => onChange({ ...atom, comparison })}
      />
      {isAmount ? (
        <AmountField
          label={t("field.amount")}
          value={atom.value}
          onChange={(value) => onChange({ ...atom, value })}
        />
      ) : (
        <NumberField
          label={t("field.percent")}
          suffix="%"
          value={atom.value}
          least={0}
          most={100}
          onChange={(value) => onChange({ ...atom, value })}
        />
      )}
    </>
  );
}
