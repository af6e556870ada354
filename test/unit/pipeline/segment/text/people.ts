import { personOf } from "../../../../../app/pipeline/segment/situation.ts";
import type { PersonFacts } from "../../../../../app/pipeline/segment/situation.ts";
import type { Signal } from "../../../../../app/pipeline/shared/signals.ts";
import { factsOf, NOW, order, row } from "../../score/facts.ts";
import { knownOf, productOf } from "../situations.ts";
import type { Known } from "../situations.ts";

/** The shop of the examples, whose products say by their names what they are. */
export const COLLECTIONS: Readonly<Record<string, string>> = { "running-shoes": "41", gifts: "42" };
export const PRODUCTS = { coffee: "1", shoe: "2", socks: "3", gift: "4", cheap: "5", dear: "6" };

const CATALOG = new Map([
  [PRODUCTS.coffee, productOf({ productType: "Coffee", priceMinor: 1200 })],
  [PRODUCTS.shoe, productOf({ productType: "Shoes", priceMinor: 24_000, collectionIds: ["41"] })],
  [PRODUCTS.socks, productOf({ productType: "Socks", priceMinor: 900, droppedAt: NOW - 3600_000 })],
  [PRODUCTS.gift, productOf({ productType: "Gifts", priceMinor: 3000, collectionIds: ["42"] })],
  [PRODUCTS.cheap, productOf({ vendor: "Acme", priceMinor: 3000 })],
  [PRODUCTS.dear, productOf({ vendor: "Acme", priceMinor: 19_000 })],
]);

type Product = keyof typeof PRODUCTS;

interface Bought {
  agoMs: number;
  product?: Product;
  channel?: "web" | "pos";
  isDiscounted?: boolean;
  minor?: number;
}

/** Somebody by what they bought and did before `NOW`; customers, unless said otherwise. */
export function someone(life: {
  bought?: readonly Bought[];
  did?: readonly (readonly [signal: Signal, agoMs: number, about?: Product])[];
  person?: Partial<PersonFacts>;
}): Known {
  const { bought = [], did = [], person = {} } = life;
  const orders = bought.map((each) => ({
    ...each,
    order: order(NOW - each.agoMs, each.minor ?? 100),
  }));
  const rows = did.map(([signal, agoMs]) => row(signal, NOW - agoMs));
  const looks = did.flatMap(([signal, agoMs, about]) =>
    about === undefined
      ? []
      : [
          {
            ...row(signal, NOW - agoMs),
            value: CATALOG.get(PRODUCTS[about])?.priceMinor ?? 0,
            about: `product:${PRODUCTS[about]}`,
          },
        ],
  );
  const details = orders.map(({ order, product, channel, isDiscounted }) => {
    const productIds = product === undefined ? [] : [PRODUCTS[product]];
    const productMinor = productIds.map(() => order.totalMinor);
    const discountMinor = isDiscounted === true ? 10 : 0;
    return [
      order.orderId,
      { channel: channel ?? "web", discountMinor, usedCode: false, productIds, productMinor },
    ] as const;
  });
  const known = knownOf({
    facts: factsOf(
      rows,
      orders.map((each) => each.order),
    ),
  });
  return {
    ...known,
    shop: { ...known.shop, catalog: CATALOG },
    person: personOf({ customerId: "1", looks, orderDetails: new Map(details), ...person }),
  };
}
