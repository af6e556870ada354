import type { Filter } from "../../../pipeline/segment/condition-tree.ts";
import { assertNever } from "../../../pipeline/shared/outcome.ts";
import { Choice } from "./choice.tsx";
import { DurationField } from "./duration-field.tsx";
import { useEditorShop } from "./editor-context.tsx";
import { PickMany } from "./pick-many.tsx";
import { PriceField } from "./price-field.tsx";
import { ProductPicker } from "./product-picker.tsx";

/** One filter: what a thing must be about. */
export function FilterField(props: { value: Filter; onChange: (value: Filter) => void }) {
  const { value, onChange } = props;
  const shop = useEditorShop();
  switch (value.kind) {
    case "product":
      return (
        <>
          <span>of</span>
          <ProductPicker chosen={value.ids} onChange={(ids) => onChange({ ...value, ids })} />
        </>
      );
    case "collection":
      return (
        <>
          <span>of</span>
          <PickMany
            label="Collections"
            chosen={value.ids}
            options={shop.collections.map(({ id, title }) => ({ value: id, label: title }))}
            nameOf={(id) => `Collection ${id}`}
            typed={{ pattern: /^\d+$/, add: (id) => `Add the id ${id}` }}
            onChange={(ids) => onChange({ ...value, ids })}
          />
        </>
      );
    case "product-type":
    case "vendor":
    case "channel":
      return (
        <>
          <span>{value.kind === "channel" ? "in" : "of"}</span>
          <PickMany
            label={NAME_LABELS[value.kind]}
            chosen={value.names}
            options={namesOf(value.kind, shop).map((name) => ({ value: name, label: name }))}
            typed={{ pattern: /\S/, add: (name) => `Add “${name}”` }}
            onChange={(names) => onChange({ ...value, names })}
          />
        </>
      );
    case "price":
      return <PriceField value={value} onChange={onChange} />;
    case "price-dropped":
      return (
        <>
          <span>whose price fell</span>
          <Choice
            label="When the price fell"
            value={value.afterwards ? "afterwards" : "lately"}
            options={[
              { value: "lately", label: "at any time" },
              { value: "afterwards", label: "after it" },
            ]}
            onChange={(when) => onChange({ ...value, afterwards: when === "afterwards" })}
          />
          <span>within</span>
          <DurationField
            label="Time since the price fell"
            value={value.within}
            onChange={(within) => onChange({ ...value, within })}
          />
        </>
      );
    case "discounted":
      return (
        <Choice
          label="Discount"
          value={value.is ? "yes" : "no"}
          options={[
            { value: "yes", label: "with a discount" },
            { value: "no", label: "without a discount" },
          ]}
          onChange={(is) => onChange({ ...value, is: is === "yes" })}
        />
      );
    default:
      return assertNever(value);
  }
}

const NAME_LABELS = {
  "product-type": "Product types",
  vendor: "Vendors",
  channel: "Sales channels",
} as const;

/** Shopify's words for the channels that most orders come by; others are typed. */
const CHANNELS = ["web", "pos", "shopify_draft_order"];

function namesOf(
  kind: keyof typeof NAME_LABELS,
  shop: { productTypes: readonly string[]; vendors: readonly string[] },
): readonly string[] {
  if (kind === "product-type") return shop.productTypes;
  return kind === "vendor" ? shop.vendors : CHANNELS;
}
