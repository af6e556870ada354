import { Choice } from "../choice.tsx";
import { FilterList } from "../filter-list.tsx";
import { NumberField } from "../number-field.tsx";
import { INEQUALITIES } from "../option-words.ts";
import { WindowField } from "../window-field.tsx";
import type { RowProps } from "./row-props.ts";

export function ShareRow({ atom, onChange }: RowProps<"share">) {
  return (
    <>
      <span>The share of orders</span>
      <FilterList
        isOfOrders
        value={atom.where}
        onChange={(where) => onChange({ ...atom, where })}
      />
      <WindowField value={atom.window} onChange={(window) => onChange({ ...atom, window })} />
      <Choice
        label="Comparison"
        value={atom.comparison}
        options={INEQUALITIES}
        onChange={(comparison) => onChange({ ...atom, comparison })}
      />
      <NumberField
        label="Percent"
        suffix="%"
        value={atom.percent}
        least={0}
        most={100}
        onChange={(percent) => onChange({ ...atom, percent })}
      />
    </>
  );
}
