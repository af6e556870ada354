import { Choice } from "../choice.tsx";
import { NumberField } from "../number-field.tsx";
import { INEQUALITIES, SCORES } from "../option-words.ts";
import type { RowProps } from "./row-props.ts";

export function ScoreRow({ atom, onChange }: RowProps<"score">) {
  return (
    <>
      <Choice
        label="Score"
        value={atom.score}
        options={SCORES}
        onChange={(score) => onChange({ ...atom, score })}
      />
      <Choice
        label="Comparison"
        value={atom.comparison}
        options={INEQUALITIES}
        onChange={(comparison) => onChange({ ...atom, comparison })}
      />
      <NumberField
        label="Points"
        suffix="points"
        value={atom.points}
        least={0}
        most={100}
        onChange={(points) => onChange({ ...atom, points })}
      />
    </>
  );
}
