import type { Filter } from "../../../pipeline/segment/condition-tree.ts";
import { useWords } from "../../words/use-words.ts";
import { Choice } from "./choice.tsx";
import { AmountField } from "./amount-field.tsx";
import { optionsOf } from "./option-words.ts";

type Price = Extract<Filter, { kind: "price" }>;
type Band = "from" | "below" | "between";

const BANDS = ["from", "below", "between"] as const satisfies readonly Band[];

/** A band of prices: from an amount on, below one, or both. */
export function PriceField({
  value,
  onChange,
}: {
  value: Price;
  onChange: (value: Price) => void;
}) {
  const band = bandOf(value);
  const { t } = useWords("editor");
  return (
    <>
      <Choice
        label={t("price.label")}
        value={band}
        options={optionsOf(BANDS, (each) => t(`price.${each}`))}
        onChange={(next) => onChange(withBand(value, next))}
      />
      {value.from === null ? null : (
        <AmountField
          label={t("price.fromAmount")}
          value={value.from}
          onChange={(from) => onChange({ ...value, from })}
        />
      )}
      {band === "between" ? <span>{t("price.andBelow")}</span> : null}
      {value.below === null ? null : (
        <AmountField
          label={t("price.belowAmount")}
          value={value.below}
          onChange={(below) => onChange({ ...value, below })}
        />
      )}
    </>
  );
}

const bandOf = ({ from, below }: Price): Band =>
  from === null ? "below" : below === null ? "from" : "between";

function withBand(price: Price, band: Band): Price {
  const from = price.from ?? 50;
  const below = price.below ?? Math.max(100, 2 * from);
  return {
    kind: "price",
    from: band === "below" ? null : from,
    below: band === "from" ? null : below,
  };
}
