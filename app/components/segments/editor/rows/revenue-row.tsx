import type { Percentile } from "../../../../pipeline/segment/condition-tree.ts";
import { Choice } from "../choice.tsx";
import type { RowProps } from "./row-props.ts";

export function RevenueRow({ atom, onChange }: RowProps<"revenue">) {
  return (
    <>
      <span>Net revenue of a year</span>
      <Choice
        label="Comparison"
        value={atom.comparison}
        options={[
          { value: "reaches", label: "reaches" },
          { value: "above", label: "is above" },
        ]}
        onChange={(comparison) => onChange({ ...atom, comparison })}
      />
      <Choice
        label="Among customers"
        value={String(atom.percentile)}
        options={PERCENTILES.map((percentile) => ({
          value: String(percentile),
          label: `that of the top ${100 - percentile}%`,
        }))}
        onChange={(chosen) => {
          const percentile = PERCENTILES.find((each) => String(each) === chosen);
          if (percentile !== undefined) onChange({ ...atom, percentile });
        }}
      />
      <span>of your customers</span>
    </>
  );
}

const PERCENTILES: readonly Percentile[] = [90, 80, 70, 60, 50, 40, 30, 20, 10];
