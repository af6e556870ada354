import { MONEY_SIGNALS } from "../../../../pipeline/segment/condition-tree.ts";
import { AmountField } from "../amount-field.tsx";
import { Choice } from "../choice.tsx";
import { INEQUALITIES, MONEY } from "../option-words.ts";
import { ThingsField } from "../things-field.tsx";
import { WindowField } from "../window-field.tsx";
import type { RowProps } from "./row-props.ts";

export function SumRow({ atom, onChange }: RowProps<"sum">) {
  return (
    <>
      <span>The amount of</span>
      <ThingsField
        label="What is added up"
        value={atom.of}
        signals={MONEY_SIGNALS}
        onChange={(of) => onChange({ ...atom, of })}
      />
      <Choice
        label="Which money"
        value={atom.money}
        options={MONEY}
        onChange={(money) => onChange({ ...atom, money })}
      />
      <WindowField value={atom.window} onChange={(window) => onChange({ ...atom, window })} />
      <Choice
        label="Comparison"
        value={atom.comparison}
        options={INEQUALITIES}
        onChange={(comparison) => onChange({ ...atom, comparison })}
      />
      <AmountField
        label="Amount"
        value={atom.amount}
        onChange={(amount) => onChange({ ...atom, amount })}
      />
    </>
  );
}
