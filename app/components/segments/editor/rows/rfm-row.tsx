import { Choice } from "../choice.tsx";
import { NumberField } from "../number-field.tsx";
import { COMPARISONS, RFM_AXES } from "../option-words.ts";
import type { RowProps } from "./row-props.ts";

export function RfmRow({ atom, onChange }: RowProps<"rfm">) {
  return (
    <>
      <span>Class of</span>
      <Choice
        label="Of what"
        value={atom.axis}
        options={RFM_AXES}
        onChange={(axis) => onChange({ ...atom, axis })}
      />
      <Choice
        label="Comparison"
        value={atom.comparison}
        options={COMPARISONS}
        onChange={(comparison) => onChange({ ...atom, comparison })}
      />
      <NumberField
        label="Class, 1 to 5"
        suffix="of 5"
        value={atom.fifth}
        least={1}
        most={5}
        isWhole
        onChange={(fifth) => onChange({ ...atom, fifth })}
      />
    </>
  );
}
