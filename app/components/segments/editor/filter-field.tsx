import type { Filter } from "../../../pipeline/segment/condition-tree.ts";
import { assertNever } from "../../../pipeline/shared/outcome.ts";
import { useWords } from "../../words/use-words.ts";
import { Choice } from "./choice.tsx";
import { DurationField } from "./duration-field.tsx";
import { useEditorShop } from "./editor-context.tsx";
import { optionsOf } from "./option-words.ts";
import { PickMany } from "./pick-many.tsx";
import { PriceField } from "./price-field.tsx";
import { ProductPicker } from "./product-picker.tsx";

/** One filter: what a thing must be about. */
export function FilterField(props: { value: Filter; onChange: (value: Filter) => void }) {
  const { value, onChange } = props;
  const shop = useEditorShop();
  const { t } = useWords("editor");
  switch (value.kind) {
    case "product":
      return (
        <>
          <span>{t("filter.of")}</span>
          <ProductPicker chosen={value.ids} onChange={(ids) => onChange({ ...value, ids })} />
        </>
      );
    case "collection":
      return (
        <>
          <span>{t("filter.of")}</span>
          <PickMany
            label={t("filter.collections")}
            chosen={value.ids}
            options={shop.collections.map(({ id, title }) => ({ value: id, label: title }))}
            nameOf={(id) => t("filter.collectionId", { id })}
            typed={{ pattern: /^\d+$/, add: (id) => t("filter.addId", { id }) }}
            onChange={(ids) => onChange({ ...value, ids })}
          />
        </>
      );
    case "product-type":
    case "vendor":
    case "channel":
      return (
        <>
          <span>{value.kind === "channel" ? t("filter.in") : t("filter.of")}</span>
          <PickMany
            label={t(`filter.names.${value.kind}`)}
            chosen={value.names}
            options={namesOf(value.kind, shop).map((name) => ({ value: name, label: name }))}
            typed={{ pattern: /\S/, add: (name) => t("filter.addName", { name }) }}
            onChange={(names) => onChange({ ...value, names })}
          />
        </>
      );
    case "price":
      return <PriceField value={value} onChange={onChange} />;
    case "price-dropped":
      return (
        <>
          <span>{t("filter.priceFell")}</span>
          <Choice
            label={t("filter.whenFell")}
            value={value.afterwards ? "afterwards" : "lately"}
            options={optionsOf(["lately", "afterwards"] as const, (when) =>
              t(`filter.fell.${when}`),
            )}
            onChange={(when) => onChange({ ...value, afterwards: when === "afterwards" })}
          />
          <span>{t("filter.within")}</span>
          <DurationField
            label={t("filter.sinceFell")}
            value={value.within}
            onChange={(within) => onChange({ ...value, within })}
          />
        </>
      );
    case "discounted":
      return (
        <Choice
          label={t("filter.discount")}
          value={value.is ? "yes" : "no"}
          options={optionsOf(["yes", "no"] as const, (is) => t(`filter.discounted.${is}`))}
          onChange={(is) => onChange({ ...value, is: is === "yes" })}
        />
      );
    default:
      return assertNever(value);
  }
}

/** Shopify's words for the channels that most orders come by; others are typed. */
const CHANNELS = ["web", "pos", "shopify_draft_order"];

function namesOf(
  kind: "product-type" | "vendor" | "channel",
  shop: { productTypes: readonly string[]; vendors: readonly string[] },
): readonly string[] {
  if (kind === "product-type") return shop.productTypes;
  return kind === "vendor" ? shop.vendors : CHANNELS;
}
