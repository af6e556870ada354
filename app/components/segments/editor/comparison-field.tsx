import type { Comparison } from "../../../pipeline/segment/condition-tree.ts";
import { useWords } from "../../words/use-words.ts";
import { Choice } from "./choice.tsx";
import { comparisonOptions } from "./option-words.ts";

/** How a number of the condition is compared, in a line of other fields. */
export function ComparisonField<Value extends Comparison>(props: {
  value: Value;
  of: readonly Value[];
  onChange: (comparison: Value) => void;
}) {
  const words = useWords("editor");
  return (
    <Choice
      label={words.t("field.comparison")}
      value={props.value}
      options={comparisonOptions(words, props.of)}
      onChange={props.onChange}
    />
  );
}
