import { TextField } from "@shopify/polaris";
import { useState } from "react";
import { useWords, type Words } from "../../words/use-words.ts";
import { plainNumber } from "../plain-number.ts";
import { readNumber, type NumberBounds, type NumberProblem } from "./read-number.ts";

interface Props extends NumberBounds {
  label: string;
  value: number;
  onChange: (value: number) => void;
  prefix?: string;
  suffix?: string;
}

/**
 * A number in a line of other fields. What is typed and is no such number yet stays in the field with what is wrong
 * with it; the condition keeps its last number, and the field takes that again when it is left.
 */
export function NumberField({ label, value, onChange, prefix, suffix, ...bounds }: Props) {
  const words = useWords("editor");
  const [typed, setTyped] = useState<string | null>(null);
  const read = typed === null ? null : readNumber(typed, bounds);
  const problem = read !== null && "problem" in read ? problemWords(words, read) : undefined;
  // The number was changed from outside, by the text form: what was typed here is of the past.
  const isStale = read !== null && "value" in read && read.value !== value;
  return (
    <span className="k-field k-field-number" data-wide={suffix !== undefined || undefined}>
      <TextField
        label={label}
        labelHidden
        autoComplete="off"
        inputMode={bounds.isWhole === true ? "numeric" : "decimal"}
        value={typed === null || isStale ? String(value) : typed}
        {...(prefix === undefined ? {} : { prefix })}
        {...(suffix === undefined ? {} : { suffix })}
        {...(problem === undefined ? {} : { error: problem })}
        onChange={(text) => {
          setTyped(text);
          const next = readNumber(text, bounds);
          if ("value" in next && next.value !== value) onChange(next.value);
        }}
        onBlur={() => setTyped(null)}
      />
    </span>
  );
}

function problemWords({ t, format }: Words<"editor">, problem: NumberProblem): string {
  switch (problem.problem) {
    case "no-number":
      return t("number.noNumber");
    case "not-whole":
      return t("number.notWhole");
    case "too-small":
      return t("number.tooSmall", { bound: plainNumber(format, problem.bound) });
    case "too-large":
      return t("number.tooLarge", { bound: plainNumber(format, problem.bound) });
  }
}
