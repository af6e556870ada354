import { useWords } from "../../../words/use-words.ts";
import { Choice } from "../choice.tsx";
import { ComparisonField } from "../comparison-field.tsx";
import { NumberField } from "../number-field.tsx";
import { COMPARISONS, optionsOf } from "../option-words.ts";
import { RowWords } from "../row-words.tsx";
import { ThingsField } from "../things-field.tsx";
import { WindowField } from "../window-field.tsx";
import type { RowProps } from "./row-props.ts";

const MOST = 1_000_000;

export function CountRow({ atom, onChange }: RowProps<"count">) {
  const { t } = useWords("editor");
  return (
    <RowWords
      row="count"
      fields={{
        things: (
          <ThingsField
            label={t("count.things")}
            value={atom.of}
            onChange={(of) => onChange({ ...atom, of })}
          />
        ),
        each: (
          <Choice
            label={t("count.over")}
            value={atom.each ?? "all"}
            options={optionsOf(["all", "product"] as const, (each) => t(`count.each.${each}`))}
            onChange={(each) => onChange({ ...atom, each: each === "all" ? null : each })}
          />
        ),
        window: (
          <WindowField value={atom.window} onChange={(window) => onChange({ ...atom, window })} />
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
            label={t("field.number")}
            value={atom.count}
            least={0}
            most={MOST}
            isWhole
            onChange={(count) => onChange({ ...atom, count })}
          />
        ),
      }}
    />
  );
}
