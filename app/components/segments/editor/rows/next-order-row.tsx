import { Choice } from "../choice.tsx";
import { DurationField } from "../duration-field.tsx";
import { PASSED } from "../option-words.ts";
import type { RowProps } from "./row-props.ts";

export function NextOrderRow({ atom, onChange }: RowProps<"next-order">) {
  return (
    <>
      <span>The next order is expected</span>
      <Choice
        label="Comparison"
        value={atom.comparison}
        options={PASSED}
        onChange={(comparison) => onChange({ ...atom, comparison })}
      />
      <DurationField
        label="Time ahead"
        value={atom.duration}
        onChange={(duration) => onChange({ ...atom, duration })}
      />
      <span>from now</span>
    </>
  );
}
