import type { EventBus } from "./event-bus.ts";
import type { StandardEvent } from "./messages.ts";

const CHANGES_CART = /\/cart\/(add|change|update|clear)(\.js)?$/;

/** Publishes what the page's scripts put into the cart and take out of it: Shopify listens to their requests. */
export function followCart(bus: EventBus, { base }: { base: string }): void {
  const ask = window.fetch.bind(window);
  followRequests(async () => {
    const response = await ask(`${base}/dev-store/cart-changes`, { method: "POST" });
    const events: StandardEvent[] = await response.json();
    for (const event of events) bus.publishStandard(event);
  });
}

/** Calls back after every request of the page that may have changed the cart, by fetch or by XMLHttpRequest. */
function followRequests(changed: () => Promise<void>): void {
  const changesCart = (address: string): boolean =>
    CHANGES_CART.test(new URL(address, location.href).pathname);

  const { fetch } = window;
  window.fetch = async (input, init) => {
    const response = await fetch.call(window, input, init);
    const address = input instanceof Request ? input.url : String(input);
    if (response.ok && changesCart(address)) void changed();
    return response;
  };

  const { open } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.open = function (
    this: XMLHttpRequest,
    ...[method, address, ...rest]: [string, string | URL, ...unknown[]]
  ) {
    if (changesCart(String(address))) {
      this.addEventListener("load", () => {
        if (this.status === 200) void changed();
      });
    }
    return Reflect.apply(open, this, [method, address, ...rest]);
  };
}
