import { formatMinorUnits } from "../../../../app/pipeline/shared/money.ts";
import type { World } from "../simulate/world.ts";
import { iso } from "./delivery.ts";
import type { Delivery } from "./delivery.ts";

/** The shop's products with their prices, as webhooks tell each change. */
export function tellShop({ products, prices, currency, startAt }: World): Delivery[] {
  const known = new Map(products.map((product) => [product.productId, product]));
  return prices.flatMap(({ at, productId, priceMinor }, number): Delivery[] => {
    const product = known.get(productId);
    if (product === undefined) return [];
    const { variantId, productType, vendor } = product;
    const body = {
      id: Number(productId),
      title: `Product ${productId}`,
      product_type: productType ?? "",
      vendor,
      updated_at: iso(at),
      variants: [
        {
          id: Number(variantId),
          price: formatMinorUnits(priceMinor, currency),
          compare_at_price: null,
        },
      ],
    };
    const topic = at === startAt ? "products/create" : "products/update";
    return [{ kind: "webhook", id: `price-${number}`, topic, body, at, person: null }];
  });
}
