/** What the demo shop sells: things for the kitchen and the table. Prices in minor units. */
export interface CatalogProduct {
  handle: string;
  title: string;
  collection: string;
  priceMinor: number;
}

const RANGES: [collection: string, [title: string, priceMinor: number][]][] = [
  [
    "mugs",
    [
      ["Stoneware Mug, Slate", 1800],
      ["Stoneware Mug, Oat", 1800],
      ["Espresso Cup Pair", 2400],
      ["Enamel Camp Mug", 1400],
    ],
  ],
  [
    "tea-and-coffee",
    [
      ["Pour-Over Dripper", 2900],
      ["Paper Filters, 100", 700],
      ["Burr Hand Grinder", 6900],
      ["Gooseneck Kettle", 8900],
      ["Sencha Green Tea, 100 g", 1200],
      ["House Blend Beans, 1 kg", 2600],
    ],
  ],
  [
    "kitchen",
    [
      ["Walnut Chopping Board", 5400],
      ["Linen Tea Towel", 1100],
      ["Carbon Steel Pan, 26 cm", 7200],
      ["Cast Iron Casserole, 5 l", 18900],
      ["Chef's Knife, 20 cm", 12900],
      ["Whetstone 1000/3000", 4800],
    ],
  ],
  [
    "table",
    [
      ["Dinner Plate, Set of 4", 6400],
      ["Pasta Bowl, Set of 4", 7200],
      ["Water Glass, Set of 6", 3900],
      ["Cutlery Set, 24 Pieces", 14900],
      ["Linen Napkin, Set of 4", 3200],
      ["Beeswax Candle Pair", 1600],
    ],
  ],
  [
    "gifts",
    [
      ["Barista Gift Box", 9900],
      ["Recipe Notebook", 1900],
    ],
  ],
];

export const CATALOG: readonly CatalogProduct[] = RANGES.flatMap(([collection, products]) =>
  products.map(([title, priceMinor]) => ({
    handle: title
      .toLowerCase()
      .replaceAll("'", "")
      .replace(/[^a-z0-9]+/g, "-"),
    title,
    collection,
    priceMinor,
  })),
);

/** Products of up to, or from, a price; every taste finds some. */
export function productsFor(taste: "any" | "low" | "high"): [CatalogProduct, ...CatalogProduct[]] {
  const [first, ...others] = CATALOG.filter(
    ({ priceMinor }) =>
      taste === "any" || (taste === "low" ? priceMinor <= 3000 : priceMinor >= 4000),
  );
  if (first === undefined) throw new Error(`The catalog has nothing for the taste ${taste}`);
  return [first, ...others];
}
