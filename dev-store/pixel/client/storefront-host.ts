import { followCart } from "./follow-cart.ts";
import { readTold, startHost } from "./host.ts";

/** On every page of the storefront, after the script that makes `Shopify` and before those of themes and apps. */
function start(): void {
  const shopify: unknown = Reflect.get(window, "Shopify");
  // A page that was left without Shopify's own script has no pixels either.
  if (typeof shopify !== "object" || shopify === null || !("loadFeatures" in shopify)) return;
  const told = readTold(document);
  followCart(startHost(Reflect.get(window, "Shopify"), told), told);
}

start();
