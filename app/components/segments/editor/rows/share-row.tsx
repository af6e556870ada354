import { useWords } from "../../../words/use-words.ts";
import { ComparisonField } from "../comparison-field.tsx";
import { FilterList } from "../filter-list.tsx";
import { NumberField } from "../number-field.tsx";
import { INEQUALITIES } from "../option-words.ts";
import { RowWords } from "../row-words.tsx";
import { WindowField } from "../window-field.tsx";
import type { RowProps } from "./row-props.ts";

export function ShareRow({ atom, onChange }: RowProps<"share">) {
  const { t } = useWords("editor");
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
          <ComparisonField
            of={INEQUALITIES}
            value={atom.comparison}
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
