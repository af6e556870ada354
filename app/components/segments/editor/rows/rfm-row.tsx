import { useWords } from "../../../words/use-words.ts";
import { Choice } from "../choice.tsx";
import { ComparisonField } from "../comparison-field.tsx";
import { NumberField } from "../number-field.tsx";
import { COMPARISONS, optionsOf, RFM_AXES } from "../option-words.ts";
import { RowWords } from "../row-words.tsx";
import type { RowProps } from "./row-props.ts";

export function RfmRow({ atom, onChange }: RowProps<"rfm">) {
  const { t } = useWords("editor");
  return (
    <RowWords
      row="rfm"
      fields={{
        axis: (
          <Choice
            label={t("rfm.axis")}
            value={atom.axis}
            options={optionsOf(RFM_AXES, (axis) => t(`rfm.${axis}`))}
            onChange={(axis) => onChange({ ...atom, axis })}
          />
        ),
        comparison: (
          <ComparisonField
            of={COMPARISONS}
            value={atom.comparison}
            onChange={(comparison) => onChange({ ...atom, comparison })}
          />
        ),
        number: (
          <NumberField
            label={t("rfm.class")}
            suffix={t("rfm.ofFive")}
            value={atom.fifth}
            least={1}
            most={5}
            isWhole
            onChange={(fifth) => onChange({ ...atom, fifth })}
          />
        ),
      }}
    />
  );
}
