/** What the page says of itself to the theme's scripts; written by the dev store. */
export interface Told {
  shop: string;
  currency: string;
  root: string;
  pageType: string;
  designMode: boolean;
  cartWithoutReload: boolean;
  /** Payloads for Shopify's standard storefront events; null in a theme that sends none. */
  standardEvents: {
    product?: { id: string };
    selectedVariant?: { id: string } | null;
    variants?: { id: string }[];
    collection?: object | null;
  } | null;
}

export function readTold(): Told {
  return JSON.parse(document.getElementById("storefront")?.textContent ?? "");
}
