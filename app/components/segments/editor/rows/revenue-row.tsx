import type { Percentile } from "../../../../pipeline/segment/condition-tree.ts";
import { useWords } from "../../../words/use-words.ts";
import { Choice } from "../choice.tsx";
import { optionsOf } from "../option-words.ts";
import { RowWords } from "../row-words.tsx";
import type { RowProps } from "./row-props.ts";

const PERCENTILES: readonly Percentile[] = [90, 80, 70, 60, 50, 40, 30, 20, 10];

export function RevenueRow({ atom, onChange }: RowProps<"revenue">) {
  const { t, format } = useWords("editor");
  return (
    <RowWords
      row="revenue"
      fields={{
        comparison: (
          <Choice
            label={t("field.comparison")}
            value={atom.comparison}
            options={optionsOf(["reaches", "above"] as const, (each) => t(`revenue.${each}`))}
            onChange={(comparison) => onChange({ ...atom, comparison })}
          />
        ),
        percentile: (
          <Choice
            label={t("revenue.among")}
            value={String(atom.percentile)}
            options={PERCENTILES.map((percentile) => ({
              value: String(percentile),
              label: t("revenue.top", { part: format.percent((100 - percentile) / 100) }),
            }))}
            onChange={(chosen) => {
              const percentile = PERCENTILES.find((each) => String(each) === chosen);
              if (percentile !== undefined) onChange({ ...atom, percentile });
            }}
          />
        ),
      }}
    />
  );
}
