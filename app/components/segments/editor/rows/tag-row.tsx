import { TextField } from "@shopify/polaris";
import { useWords } from "../../../words/use-words.ts";
import { RowWords } from "../row-words.tsx";
import type { RowProps } from "./row-props.ts";

export function TagRow({ atom, onChange }: RowProps<"tag">) {
  const { t } = useWords("editor");
  return (
    <RowWords
      row="tag"
      fields={{
        tag: (
          <span className="k-field">
            <TextField
              label={t("tag.label")}
              labelHidden
              autoComplete="off"
              maxLength={255}
              placeholder={t("tag.example")}
              value={atom.tag}
              onChange={(tag) => onChange({ ...atom, tag })}
            />
          </span>
        ),
      }}
    />
  );
}
