/** What kind of page an address leads to, as far as its words tell; `other`: no kind that is known. */
export const PAGE_AREAS = [
  "other",
  "home",
  "collection",
  "search",
  "product",
  "cart",
  "checkout",
  "account",
] as const;

export type PageArea = (typeof PAGE_AREAS)[number];

export interface Page {
  area: PageArea;
  /** How many parts the path has, 0 for the home page, `DEEPEST_PATH` at most. */
  depth: number;
}

export const DEEPEST_PATH = 9;

/** Parts of a path that name its area: Shopify's own, and those that other shops use. */
const PARTS: Readonly<Record<Exclude<PageArea, "home">, readonly string[]>> = {
  // What follows a purchase is no sign of one, however early it is stamped.
  other: ["thank_you", "thank-you", "thankyou", "thanks", "confirmation", "success", "complete"],
  collection: ["collection", "collections", "category", "categories", "c", "shop", "brand"],
  search: ["search", "find", "results"],
  product: ["product", "products", "item", "items", "p", "dp", "sku"],
  cart: ["cart", "carts", "basket", "bag", "trolley"],
  checkout: ["checkout", "checkouts", "payment", "shipping", "billing", "onepage"],
  account: ["account", "accounts", "login", "signin", "register", "signup", "orders", "profile"],
};

/** Words that name the area within a part as well: "shopping-cart", "checkout.step2", "order-confirmation". */
const WITHIN = new Set(["thank", "thanks", "confirmation", "cart", "basket", "checkout"]);

const areaOfPart = new Map<string, PageArea>(
  [...Object.entries(PARTS), ["other", ["thank"]] as const].flatMap(([area, parts]) =>
    parts.map((part) => [part, area as PageArea] as const),
  ),
);

/** "en", "en-gb", "fr_CA": what a shop in several languages puts first. */
const LOCALE = /^[a-z]{2}([-_][a-z]{2})?$/i;

/**
 * The page that a path or a whole address names; query, fragment and a locale in front make no difference. The first
 * part that says something decides, but a product within a collection is a product, and the thanks at the end of a
 * checkout are no part of it.
 *
 * @example pageOf("/en-gb/collections/new?page=2") // { area: "collection", depth: 2 }
 */
export function pageOf(address: string): Page {
  const parts = partsOf(address);
  if (LOCALE.test(parts[0] ?? "")) parts.shift();
  if (parts.length === 0) return { area: "home", depth: 0 };
  const areas = parts.flatMap((part) => areaNamedBy(part) ?? []);
  let [area = "other"] = areas;
  if (area === "collection" && areas.includes("product")) area = "product";
  if (area === "checkout" && areas.includes("other")) area = "other";
  return { area, depth: Math.min(parts.length, DEEPEST_PATH) };
}

/**
 * What names the product in an address: the part behind the one that says that it is a product; "" where there is none.
 *
 * @example productIn("/collections/new/products/cup") // "cup"
 */
export function productIn(address: string): string {
  const parts = partsOf(address);
  const place = parts.findIndex((part) => areaNamedBy(part) === "product");
  return place < 0 ? "" : (parts[place + 1] ?? "");
}

function partsOf(address: string): string[] {
  const path = (address.split(/[?#]/, 1)[0] ?? "").replace(/^[a-z][\w+.-]*:\/\/[^/]*/i, "");
  return path.split("/").filter((part) => part !== "");
}

function areaNamedBy(part: string): PageArea | undefined {
  const whole = part.toLowerCase().replace(/\.(html?|php|aspx?|jsp)$/, "");
  const known = areaOfPart.get(whole);
  if (known !== undefined) return known;
  const word = whole.split(/[-_.]/).find((piece) => WITHIN.has(piece));
  return word === undefined ? undefined : areaOfPart.get(word);
}
