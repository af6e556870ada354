import { useWords } from "../../../words/use-words.ts";
import { Choice } from "../choice.tsx";
import { useEditorShop } from "../editor-context.tsx";
import { RowWords } from "../row-words.tsx";
import type { RowProps } from "./row-props.ts";

export function SegmentRow({ atom, onChange }: RowProps<"segment">) {
  const { segments } = useEditorShop();
  const { t } = useWords("editor");
  const options = segments.map(({ handle, name }) => ({ value: handle, label: name }));
  const isKnown = options.some(({ value }) => value === atom.handle);
  const label = atom.handle === "" ? t("segment.choose") : atom.handle;
  return (
    <RowWords
      row="segment"
      fields={{
        segment: (
          <Choice
            label={t("segment.label")}
            value={atom.handle}
            options={isKnown ? options : [{ value: atom.handle, label }, ...options]}
            onChange={(handle) => onChange({ ...atom, handle })}
          />
        ),
      }}
    />
  );
}
