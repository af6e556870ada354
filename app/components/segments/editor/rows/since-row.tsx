import { useWords } from "../../../words/use-words.ts";
import { Choice } from "../choice.tsx";
import { DurationField } from "../duration-field.tsx";
import { MomentField } from "../moment-field.tsx";
import { passedOptions } from "../option-words.ts";
import { RowWords } from "../row-words.tsx";
import type { RowProps } from "./row-props.ts";

export function SinceRow({ atom, onChange }: RowProps<"since">) {
  const words = useWords("editor");
  const { t } = words;
  return (
    <RowWords
      row="since"
      fields={{
        moment: (
          <MomentField value={atom.moment} onChange={(moment) => onChange({ ...atom, moment })} />
        ),
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
            label={t("field.timeSince")}
            value={atom.duration}
            onChange={(duration) => onChange({ ...atom, duration })}
          />
        ),
      }}
    />
  );
}
