import { AmountField } from "../amount-field.tsx";
import { Choice } from "../choice.tsx";
import { NumberField } from "../number-field.tsx";
import { BOUNDS, INEQUALITIES, PREDICTIONS } from "../option-words.ts";
import type { RowProps } from "./row-props.ts";

/** What to begin with where a number of percent becomes an amount, or the reverse. */
const FIRST_AMOUNT = 200;
const FIRST_PERCENT = 50;

export function PredictionRow({ atom, onChange }: RowProps<"prediction">) {
  const isAmount = atom.of === "lifetime-value";
  return (
    <>
      <Choice
        label="Prediction"
        value={atom.of}
        options={PREDICTIONS}
        onChange={(of) => {
          const isSameUnit = (of === "lifetime-value") === isAmount;
          const first = of === "lifetime-value" ? FIRST_AMOUNT : FIRST_PERCENT;
          onChange({ ...atom, of, value: isSameUnit ? atom.value : first });
        }}
      />
      <Choice
        label="Which end of its interval"
        value={atom.bound}
        options={BOUNDS}
        onChange={(bound) => onChange({ ...atom, bound })}
      />
      <Choice
        label="Comparison"
        value={atom.comparison}
        options={INEQUALITIES}
        onChange={(comparison) => onChange({ ...atom, comparison })}
      />
      {isAmount ? (
        <AmountField
          label="Amount"
          value={atom.value}
          onChange={(value) => onChange({ ...atom, value })}
        />
      ) : (
        <NumberField
          label="Percent"
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
