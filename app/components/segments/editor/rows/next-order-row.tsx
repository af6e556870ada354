import { useWords } from "../../../words/use-words.ts";
import { Choice } from "../choice.tsx";
import { DurationField } from "../duration-field.tsx";
import { passedOptions } from "../option-words.ts";
import { RowWords } from "../row-words.tsx";
import type { RowProps } from "./row-props.ts";

export function NextOrderRow({ atom, onChange }: RowProps<"next-order">) {
  const words = useWords("editor");
  const { t } = words;
  return (
    <RowWords
      row="nextOrder"
      fields={{
        comparison: (
          <Choice
            label={t("field.comparison")}
            value={atom.comparison}
            options={passedOptions(words)}
            onChange={(comparison) => onChange({ ...atom, comparison })}
          />
        ),
        length: (
          <DurationField
            label={t("field.timeAhead")}
            value={atom.duration}
            onChange={(duration) => onChange({ ...atom, duration })}
          />
        ),
      }}
    />
  );
}
