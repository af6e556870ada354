import type { ActionLine, BrowseAction, BrowsePage, ShopperAction, Touch } from "./actions.ts";
import { CATALOG, productsFor } from "./catalog.ts";
import type { CatalogProduct } from "./catalog.ts";
import type { Shopper } from "./make-shoppers.ts";
import type { Random } from "./random.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const TOUCHES: readonly [Touch, ...Touch[]] = [
  { source: "klaviyo", medium: "email", campaign: "autumn-sale" },
  { source: "klaviyo", medium: "email", campaign: "back-in-stock" },
  { source: "instagram", medium: "social", campaign: "lookbook" },
  { source: "google", medium: "cpc", campaign: "brand" },
  { source: "postscript", medium: "sms", campaign: "autumn-sale" },
];

/**
 * All that one visit brings, in time order: pages, perhaps a log-in, a cart, a checkout, an order and,
 * hours later, a refund. Each step is drawn by the shopper's persona.
 */
export function planVisit(input: {
  shopper: Shopper;
  at: number;
  random: Random;
}): ShopperAction[] {
  const { shopper, random } = input;
  const { persona } = shopper;
  const actions: ShopperAction[] = [];
  let at = input.at;
  let isLoggedIn = false;
  let cartToken: string | null = null;
  const sessionId = random.uuid();

  const wait = (min: number, max: number): void => void (at += random.between(min, max));
  const tell = (told: Pick<BrowseAction, "page" | "path" | "product" | "touch">): void => {
    if (!shopper.consents) return;
    actions.push({ kind: "browse", at, shopper, sessionId, cartToken, isLoggedIn, ...told });
  };
  const browse = (page: BrowsePage, path: string, product: CatalogProduct | null = null): void => {
    tell({ page, path, product, touch: null });
    wait(6 * SECOND, 50 * SECOND);
  };

  if (random.chance(0.35)) {
    tell({ page: "channel_visited", path: "/", product: null, touch: random.pick(TOUCHES) });
  }
  browse("page_viewed", "/");
  if (random.chance(persona.logsIn)) {
    actions.push({ kind: "log_in", at, shopper });
    isLoggedIn = true;
    wait(5 * SECOND, 20 * SECOND);
  }
  const seen = viewProducts();
  if (!random.chance(persona.fillsCart)) return actions;

  cartToken = random.token(32);
  const lines: ActionLine[] = [];
  for (const product of seen.slice(0, random.between(...persona.basket))) {
    lines.push({ product, quantity: random.chance(0.2) ? 2 : 1 });
    browse("product_added_to_cart", `/products/${product.handle}`, product);
    actions.push({ kind: "cart", at, shopper, cartToken, lines: [...lines] });
  }
  browse("cart_viewed", "/cart");
  if (!random.chance(persona.beginsCheckout)) return actions;

  const checkoutToken = random.token(32);
  actions.push({ kind: "checkout", at, shopper, cartToken, checkoutToken, lines });
  if (!random.chance(persona.orders)) return actions;

  wait(MINUTE, 4 * MINUTE);
  const orderKey = random.token(16);
  const usesCode = random.chance(persona.usesCode);
  actions.push({ kind: "order", at, shopper, orderKey, cartToken, checkoutToken, lines, usesCode });
  if (random.chance(persona.refunds)) {
    wait(20 * MINUTE, 30 * HOUR);
    actions.push({ kind: "refund", at, shopper, orderKey, share: random.chance(0.5) ? 1 : 0.5 });
  }
  return actions;

  function viewProducts(): CatalogProduct[] {
    const wanted = productsFor(persona.taste);
    const views = new Set<CatalogProduct>();
    const count = random.between(...persona.productViews);
    for (let view = 0; view < count; view += 1) {
      const product = random.pick(wanted);
      if (random.chance(0.3)) browse("collection_viewed", `/collections/${product.collection}`);
      else if (random.chance(0.1)) browse("search_submitted", "/search");
      browse("product_viewed", `/products/${product.handle}`, product);
      if (random.chance(0.3)) browse("gallery_opened", `/products/${product.handle}`, product);
      if (random.chance(0.2)) browse("reviews_opened", `/products/${product.handle}`, product);
      if (random.chance(0.2)) browse("page_scrolled", `/products/${product.handle}`, product);
      views.add(product);
    }
    return views.size === 0 ? CATALOG.slice(0, 1) : [...views];
  }
}
