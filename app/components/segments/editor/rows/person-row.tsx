import { useWords } from "../../../words/use-words.ts";
import { Choice } from "../choice.tsx";
import { optionsOf } from "../option-words.ts";
import { RowWords } from "../row-words.tsx";
import type { RowProps } from "./row-props.ts";

export function PersonRow({ atom, onChange }: RowProps<"person">) {
  const { t } = useWords("editor");
  return (
    <RowWords
      row="person"
      fields={{
        person: (
          <Choice
            label={t("person.label")}
            value={atom.is}
            options={optionsOf(["customer", "visitor"] as const, (is) => t(`person.${is}`))}
            onChange={(is) => onChange({ ...atom, is })}
          />
        ),
      }}
    />
  );
}
