import { compareCarts, type ToldCart } from "./cart-changes.ts";
import type { EventBus } from "./event-bus.ts";

const CHANGES_CART = /\/cart\/(add|change|update|clear)(\.js)?$/;

/**
 * Publishes what comes into the cart and goes out of it. A form's change is seen by the page that follows it,
 * which is why the cart as it was is kept in the browser; a script's change at once, since Shopify listens to
 * the requests of the page.
 */
export function watchCart(bus: EventBus, { base, cart }: { base: string; cart: ToldCart }): void {
  const look = createLook(base);
  const note = (now: ToldCart): void => {
    for (const event of look(now)) bus.publishStandard(event);
  };
  note(cart);
  const send = window.fetch.bind(window);
  followRequests(() => {
    void send(`${base}/dev-store/pixel-cart.json`)
      .then((response): Promise<ToldCart> => response.json())
      .then(note);
  });
}

/** Calls back after every request of the page that may have changed the cart, by fetch or by XMLHttpRequest. */
function followRequests(changed: () => void): void {
  const changesCart = (address: string): boolean =>
    CHANGES_CART.test(new URL(address, location.href).pathname);

  const { fetch } = window;
  window.fetch = async (input, init) => {
    const response = await fetch.call(window, input, init);
    const address = input instanceof Request ? input.url : String(input);
    if (response.ok && changesCart(address)) changed();
    return response;
  };

  const { open } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.open = function (
    this: XMLHttpRequest,
    ...[method, address, ...rest]: [string, string | URL, ...unknown[]]
  ) {
    if (changesCart(String(address))) {
      this.addEventListener("load", () => this.status === 200 && changed());
    }
    return Reflect.apply(open, this, [method, address, ...rest]);
  };
}

/** Takes note of the cart without calling it a change: it became an order. */
export function forgetCart(base: string): void {
  localStorage.removeItem(keyOf(base));
}

const keyOf = (base: string): string => `dev-store cart ${base}`;

/** Gives what changed since the last look, on whichever page or tab that was. The first look sees no change. */
function createLook(base: string): (cart: ToldCart) => ReturnType<typeof compareCarts> {
  const key = keyOf(base);
  return (cart) => {
    const before = localStorage.getItem(key);
    localStorage.setItem(key, JSON.stringify(cart));
    return before === null ? [] : compareCarts(JSON.parse(before), cart);
  };
}
