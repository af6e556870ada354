import { createEventBus, type EventBus } from "./event-bus.ts";
import type { Privacy, ToldToHost } from "./messages.ts";

/** The parts of the page's `Shopify` object that matter to pixels. */
interface ShopifyGlobal {
  loadFeatures(features: { name: string; version: string }[], done: (error?: Error) => void): void;
  customerPrivacy?: Partial<Record<keyof Privacy, () => boolean>>;
  analytics?: { publish(name: string, data?: object): boolean };
}

/** What the dev store tells the page's pixels. */
export function readTold(page: Document): ToldToHost {
  return JSON.parse(page.getElementById("pixel-host")?.textContent ?? "");
}

/** Runs pixels on a page: `Shopify.analytics` for its scripts, Shopify's own events, the visitor's choice. */
export function startHost(shopify: ShopifyGlobal, told: ToldToHost): EventBus {
  const bus = createEventBus(told);
  shopify.analytics = {
    publish(name, data) {
      bus.publishCustom(name, data ?? null);
      return true;
    },
  };
  publishPage(bus, told);
  const follow = (): void => {
    const privacy = readPrivacy(shopify);
    if (privacy !== undefined) bus.follow(privacy);
  };
  document.addEventListener("visitorConsentCollected", follow);
  shopify.loadFeatures([{ name: "consent-tracking-api", version: "0.1" }], follow);
  return bus;
}

export function publishPage(bus: EventBus, { events }: Pick<ToldToHost, "events">): void {
  bus.publishStandard({ name: "page_viewed", data: {} });
  for (const event of events) bus.publishStandard(event);
}

/** What the interface does not answer is not allowed. */
function readPrivacy({ customerPrivacy }: ShopifyGlobal): Privacy | undefined {
  if (customerPrivacy === undefined) return undefined;
  const ask = (name: keyof Privacy): boolean => customerPrivacy[name]?.() === true;
  return {
    analyticsProcessingAllowed: ask("analyticsProcessingAllowed"),
    marketingAllowed: ask("marketingAllowed"),
    preferencesProcessingAllowed: ask("preferencesProcessingAllowed"),
    saleOfDataAllowed: ask("saleOfDataAllowed"),
  };
}
