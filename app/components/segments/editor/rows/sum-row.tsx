import { MONEY_SIGNALS } from "../../../../pipeline/segment/condition-tree.ts";
import { useWords } from "../../../words/use-words.ts";
import { AmountField } from "../amount-field.tsx";
import { Choice } from "../choice.tsx";
import { ComparisonField } from "../comparison-field.tsx";
import { INEQUALITIES, MONEY, optionsOf } from "../option-words.ts";
import { RowWords } from "../row-words.tsx";
import { ThingsField } from "../things-field.tsx";
import { WindowField } from "../window-field.tsx";
import type { RowProps } from "./row-props.ts";

export function SumRow({ atom, onChange }: RowProps<"sum">) {
  const { t } = useWords("editor");
  return (
    <RowWords
      row="sum"
      fields={{
        things: (
          <ThingsField
            label={t("sum.things")}
            value={atom.of}
            signals={MONEY_SIGNALS}
            onChange={(of) => onChange({ ...atom, of })}
          />
        ),
        money: (
          <Choice
            label={t("sum.money")}
            value={atom.money}
            options={optionsOf(MONEY, (money) => t(`sum.of.${money}`))}
            onChange={(money) => onChange({ ...atom, money })}
          />
        ),
        window: (
          <WindowField value={atom.window} onChange={(window) => onChange({ ...atom, window })} />
        ),
        comparison: (
          <ComparisonField
            of={INEQUALITIES}
            value={atom.comparison}
            onChange={(comparison) => onChange({ ...atom, comparison })}
          />
        ),
        amount: (
          <AmountField
            label={t("field.amount")}
            value={atom.amount}
            onChange={(amount) => onChange({ ...atom, amount })}
          />
        ),
      }}
    />
  );
}
