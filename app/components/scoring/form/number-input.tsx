import { TextField } from "@shopify/polaris";
import { boundsAt, kindOf, numberAt } from "../model-numbers.ts";
import { fieldNumber, kindWords } from "../number-words.ts";
import { useModelForm } from "./form-context.tsx";
import { readTyped } from "./read-typed.ts";
import { useTyped } from "./use-typed.ts";
import { useScoringWords } from "../scoring-words.ts";

interface Props {
  path: string;
  label: string;
  helpText?: string;
  suffix?: string;
  /** How much one of what is typed comes to; a share is typed in percent. */
  perUnit?: number;
  isLabelHidden?: boolean;
}

/** One number of the model. What is typed and cannot stand there stays, with what may. */
export function NumberInput(props: Props) {
  const { path, label, helpText, suffix, perUnit = 1, isLabelHidden = false } = props;
  const words = useScoringWords();
  const form = useModelForm();
  const bounds = boundsAt(form.bounds, path);
  const value = numberAt(form.draft.model, path);
  const { text, type, leave } = useTyped(
    path,
    value === null ? "" : fieldNumber(words, value / perUnit),
  );
  const kind = kindOf(path);
  const isRefused = path in form.draft.typed;
  const range =
    kind === null
      ? ""
      : words.t("error.range", {
          least: kindWords(words, kind, bounds.least),
          most: kindWords(words, kind, bounds.most),
        });
  return (
    <TextField
      id={fieldId(path)}
      label={label}
      labelHidden={isLabelHidden}
      autoComplete="off"
      inputMode={bounds.isWhole ? "numeric" : "decimal"}
      value={text}
      {...(suffix === undefined ? {} : { suffix })}
      {...(helpText === undefined ? {} : { helpText })}
      {...(isRefused ? { error: range } : form.refused.has(path) ? { error: true } : {})}
      onChange={(typed) => {
        type(typed);
        const read = readTyped(typed, bounds, perUnit);
        form.change(path, read === null ? { typed } : { value: read });
      }}
      onBlur={leave}
    />
  );
}

/** By which a field is found to be put right. */
export const fieldId = (path: string): string => `number-${path.replaceAll(".", "-")}`;
