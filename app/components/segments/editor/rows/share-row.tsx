import { useWords } from "../../../words/use-words.ts";
import { Choice } from "../choice.tsx";
import { FilterList } from "../filter-list.tsx";
import { NumberField } from "../number-field.tsx";
import { comparisonOptions, INEQUALITIES } from "../option-words.ts";
import { RowWords } from "../row-words.tsx";
import { WindowField } from "../window-field.tsx";
import type { RowProps } from "./row-props.ts";

export function ShareRow({ atom, onChange }: RowProps<"share">) {
  const words = useWords("editor");
  const { t } = words;
  return (
    <RowWords
      row="share"
      fields={{
        filters: (
          <FilterList
            isOfOrders
            value={atom.where}
            onChange={(where) => onChange({ ...atom, where })}
          />
        ),
        window: (
          <WindowField value={atom.window} onChange={(window) => onChange({ ...atom, window })} />
        ),
        comparison: (
          <Choice
            label={t("field.comparison")}
            value={atom.comparison}
            options={comparisonOptions(words, INEQUALITIES)}
            onChange={(comparison) => onChange({ ...atom, comparison })}
          />
        ),
        number: (
          <NumberField
            label={t("field.percent")}
            suffix="%"
            value={atom.percent}
            least={0}
            most={100}
            onChange={(percent) => onChange({ ...atom, percent })}
          />
        ),
      }}
    />
  );
}
