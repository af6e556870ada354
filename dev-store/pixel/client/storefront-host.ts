import { readTold, startHost } from "./host.ts";
import { watchCart } from "./watch-cart.ts";

/** On every page of the storefront, after the script that makes `Shopify` and before those of themes and apps. */
const told = readTold(document);
const bus = startHost(Reflect.get(window, "Shopify"), told);
watchCart(bus, { base: told.base, cart: told.data.cart });
