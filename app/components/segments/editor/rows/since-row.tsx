import { Choice } from "../choice.tsx";
import { DurationField } from "../duration-field.tsx";
import { MomentField } from "../moment-field.tsx";
import { PASSED } from "../option-words.ts";
import type { RowProps } from "./row-props.ts";

export function SinceRow({ atom, onChange }: RowProps<"since">) {
  return (
    <>
      <MomentField value={atom.moment} onChange={(moment) => onChange({ ...atom, moment })} />
      <span>was</span>
      <Choice
        label="Comparison"
        value={atom.comparison}
        options={PASSED}
        onChange={(comparison) => onChange({ ...atom, comparison })}
      />
      <DurationField
        label="Time since"
        value={atom.duration}
        onChange={(duration) => onChange({ ...atom, duration })}
      />
      <span>ago</span>
    </>
  );
}
