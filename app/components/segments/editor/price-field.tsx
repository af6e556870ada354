import type { Filter } from "../../../pipeline/segment/condition-tree.ts";
import { Choice } from "./choice.tsx";
import { AmountField } from "./amount-field.tsx";

type Price = Extract<Filter, { kind: "price" }>;
type Band = "from" | "below" | "between";

const BANDS = [
  { value: "from", label: "at a price from" },
  { value: "below", label: "at a price below" },
  { value: "between", label: "at a price between" },
] as const;

/** A band of prices: from an amount on, below one, or both. */
export function PriceField({
  value,
  onChange,
}: {
  value: Price;
  onChange: (value: Price) => void;
}) {
  const band = bandOf(value);
  return (
    <>
      <Choice
        label="Price"
        value={band}
        options={BANDS}
        onChange={(next) => onChange(withBand(value, next))}
      />
      {value.from === null ? null : (
        <AmountField
          label="From"
          value={value.from}
          onChange={(from) => onChange({ ...value, from })}
        />
      )}
      {band === "between" ? <span>and below</span> : null}
      {value.below === null ? null : (
        <AmountField
          label="Below"
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
