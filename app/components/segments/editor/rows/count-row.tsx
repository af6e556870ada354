import { Choice } from "../choice.tsx";
import { NumberField } from "../number-field.tsx";
import { COMPARISONS } from "../option-words.ts";
import { ThingsField } from "../things-field.tsx";
import { WindowField } from "../window-field.tsx";
import type { RowProps } from "./row-props.ts";

const MOST = 1_000_000;

export function CountRow({ atom, onChange }: RowProps<"count">) {
  return (
    <>
      <span>The number of</span>
      <ThingsField
        label="What is counted"
        value={atom.of}
        onChange={(of) => onChange({ ...atom, of })}
      />
      <Choice
        label="Counted over"
        value={atom.each ?? "all"}
        options={[
          { value: "all", label: "in all" },
          { value: "product", label: "of one product" },
        ]}
        onChange={(each) => onChange({ ...atom, each: each === "all" ? null : each })}
      />
      <WindowField value={atom.window} onChange={(window) => onChange({ ...atom, window })} />
      <Choice
        label="Comparison"
        value={atom.comparison}
        options={COMPARISONS}
        onChange={(comparison) => onChange({ ...atom, comparison })}
      />
      <NumberField
        label="Number"
        value={atom.count}
        least={0}
        most={MOST}
        isWhole
        onChange={(count) => onChange({ ...atom, count })}
      />
    </>
  );
}
