import type { ThemeCart } from "./theme-cart.ts";
import type { Told } from "./told.ts";

/**
 * Shopify's standard storefront events, in a theme that sends them: they bubble, and carry their payload on the
 * event itself. Without consent they fire too, as on Shopify.
 */
function send(target: EventTarget, name: string, payload: object): void {
  target.dispatchEvent(Object.assign(new Event(`shopify:${name}`, { bubbles: true }), payload));
}

/** What the page shows. A card counts as seen when it scrolls into view. */
export function sendViewEvents({ standardEvents: told, pageType }: Told): void {
  if (told === null) return;
  send(document, "page:view", {});
  const { product, selectedVariant, collection } = told;
  const element = document.querySelector("[data-product]") ?? document;
  if (product) send(element, "product:view", { product, selectedVariant, context: "page" });
  if (collection) send(document, "collection:view", { collection });
  if (pageType === "cart") send(document, "cart:view", { context: "page", cart: null });

  const observer = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting || !(target instanceof HTMLElement)) continue;
      observer.unobserve(target);
      const context = target.closest<HTMLElement>("[data-cards]")?.dataset["cards"];
      const id = `gid://shopify/Product/${target.dataset["card"]}`;
      send(target, "product:view", { product: { id }, selectedVariant: null, context });
    }
  });
  for (const card of document.querySelectorAll("[data-card]")) observer.observe(card);
}

/** Another option was chosen. The theme knows the variant a moment later. */
export function sendProductSelect({ standardEvents: told }: Told, variantId: string): void {
  if (told === null) return;
  const variant = told.variants?.find(({ id }) => id.endsWith(`/${variantId}`)) ?? null;
  const promise = new Promise((resolve) => setTimeout(() => resolve({ variant }), 50));
  send(document.querySelector("[data-product]") ?? document, "product:select", {
    product: told.product,
    selectedOptions: [],
    promise,
  });
}

export function sendCartView({ standardEvents: told }: Told, cart: ThemeCart): void {
  if (told !== null) send(document, "cart:view", { context: "dialog", cart: toStandardCart(cart) });
}

/** Does a change of the cart, and tells of it: the event comes first, its promise settles with the change. */
export async function announceCartChange(
  { standardEvents: told }: Told,
  change: { action: string; context: string; lines: object[] },
  work: () => Promise<ThemeCart>,
): Promise<void> {
  const result = work();
  const promise = result.then((cart) => ({ cart: toStandardCart(cart), userErrors: [] }));
  if (told !== null) send(document, "cart:lines-update", { ...change, promise });
  await promise.catch((error: unknown) => {
    if (told !== null) send(document, "cart:error", { error: String(error), code: "INVALID" });
  });
}

function toStandardCart({ token, item_count, items }: ThemeCart): object {
  return {
    id: `gid://shopify/Cart/${token}`,
    totalQuantity: item_count,
    lines: items.map(({ variant_id, product_id, title, quantity }) => ({
      id: `gid://shopify/CartLine/${variant_id}`,
      quantity,
      merchandise: {
        id: `gid://shopify/ProductVariant/${variant_id}`,
        product: { id: `gid://shopify/Product/${product_id}`, title },
      },
    })),
  };
}
