import type { Signal } from "../../../../pipeline/shared/signals.ts";
import { AmountField } from "../amount-field.tsx";
import { Choice } from "../choice.tsx";
import { INEQUALITIES } from "../option-words.ts";
import { ThingsField } from "../things-field.tsx";
import { WindowField } from "../window-field.tsx";
import type { RowProps } from "./row-props.ts";

/** The signals that tell money. */
const WITH_MONEY: readonly Signal[] = ["order_placed", "order_cancelled", "order_refunded"];

export function SumRow({ atom, onChange }: RowProps<"sum">) {
  return (
    <>
      <span>The amount of</span>
      <ThingsField
        label="What is added up"
        value={atom.of}
        signals={WITH_MONEY}
        onChange={(of) => onChange({ ...atom, of })}
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
