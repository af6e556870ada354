import { lookAtCart } from "./cart.ts";
import { idOf } from "./ids.ts";
import { pageType } from "./page-context.ts";
import { viewProduct, viewVariant } from "./page-facts.ts";
import { listen } from "./quietly.ts";
import { record } from "./record.ts";

interface Resource {
  id?: unknown;
}

/** The payloads of Shopify's standard storefront events, as far as they are used here. */
interface StandardEvent {
  context?: string;
  product?: Resource;
  selectedVariant?: Resource | null;
  search?: { query?: string };
  /** An event that begins something fires before it is known to succeed. */
  promise?: Promise<{ variant?: Resource | null }>;
}

/** Shopify's standard storefront events, of which each theme sends those it likes, or none. */
export function watchStandardEvents(): void {
  const on = (name: string, handle: (event: StandardEvent) => unknown): void =>
    listen(document, `shopify:${name}`, handle);

  on("product:view", ({ context, product, selectedVariant }) => {
    // Cards in a grid, a search or a recommendation are seen too; nobody opened them.
    if (/page|dialog/.test(context as string)) viewProduct(idOf(product), idOf(selectedVariant));
  });
  on("product:select", async ({ product, promise }) =>
    viewVariant(idOf(product), idOf((await promise)?.variant)),
  );
  // Elsewhere the words lead to the page that shows the results. Filters and sorting keep the words.
  on("search:update", ({ search }) => {
    if (pageType === "search") record("search_submitted", {}, search?.query);
  });
  on("cart:view", () => record("cart_viewed"));
  on("cart:lines-update", async ({ promise }) => {
    await promise;
    lookAtCart();
  });
}
