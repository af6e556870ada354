import type { PixelEvents } from "@shopify/web-pixels-extension";
import { vi } from "vitest";
import { startPixel } from "../../../../extensions/kindling-pixel/src/start-pixel.ts";
import type { PixelApi } from "../../../../extensions/kindling-pixel/src/start-pixel.ts";
import type { Kind, PixelBatch } from "../../../../extensions/kindling-pixel/src/wire.ts";
import { anEvent } from "./pixel-events.ts";

const ALL = {
  analyticsProcessingAllowed: true,
  marketingAllowed: true,
  preferencesProcessingAllowed: true,
  saleOfDataAllowed: true,
};

export const SETTINGS = {
  shopToken: "1.Zr0b9ckq3wTn1vYw5bM7jA",
  endpoint: "https://kindling.example.com/pixel/events",
};

/** A pixel in a sandbox of the test: what it is given, and what it sent. Its time is vitest's fake one. */
export function runPixel(given: {
  /** What stands under "kindling" in the browser's localStorage. */
  stored?: string | null;
  storage?: "works" | "throws" | "hangs";
  customerId?: string;
  cartId?: string;
  privacy?: Partial<typeof ALL>;
  /** Statuses of the server's answers in turn, then 204; 0 is a broken connection. */
  answers?: number[];
}) {
  const subscribers = new Map<string, ((event: never) => void)[]>();
  const privacySubscribers: ((event: { customerPrivacy: typeof ALL }) => void)[] = [];
  const sent: { url: string; init: RequestInit | undefined; batch: PixelBatch }[] = [];
  const answers = [...(given.answers ?? [])];
  let stored = given.stored ?? null;

  const customer = given.customerId === undefined ? null : { id: given.customerId };
  const cart = given.cartId === undefined ? null : { id: given.cartId };
  const api = {
    settings: SETTINGS,
    init: {
      data: { customer, cart },
      customerPrivacy: { ...ALL, ...given.privacy },
    },
    analytics: {
      subscribe(name: string, callback: (event: never) => void) {
        subscribers.set(name, [...(subscribers.get(name) ?? []), callback]);
        return () => true;
      },
    },
    customerPrivacy: {
      subscribe(_name: string, callback: (event: { customerPrivacy: typeof ALL }) => void) {
        privacySubscribers.push(callback);
        return () => true;
      },
    },
    browser: {
      localStorage: {
        getItem: (key: string): Promise<string | null> => {
          if (given.storage === "throws") return Promise.reject(new Error("blocked"));
          if (given.storage === "hangs") return new Promise(() => undefined);
          return Promise.resolve(key === "kindling" ? stored : null);
        },
      },
    },
  } as unknown as PixelApi;

  startPixel(api, {
    now: () => Date.now(),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    fetch: (input, init) => {
      sent.push({ url: String(input), init, batch: JSON.parse(String(init?.body)) });
      const status = answers.shift() ?? 204;
      return status === 0
        ? Promise.reject(new TypeError("Failed to fetch"))
        : Promise.resolve(new Response(null, { status }));
    },
  });

  const tell = (name: string, event: object): void => {
    for (const callback of subscribers.get(name) ?? []) callback(event as never);
  };
  return {
    sent,
    batches: () => sent.map(({ batch }) => batch),
    subscriptions: () => [...subscribers.keys()],
    /** Shopify publishes an event, now. */
    publish<Name extends Kind>(name: Name, data: PixelEvents[Name]["data"], path = "/"): void {
      tell(name, anEvent(name, data, { at: new Date().toISOString(), path }));
    },
    /** The storefront's script says what it recorded. */
    see(customData: unknown): void {
      tell("kindling:seen", { name: "kindling:seen", customData });
    },
    choose(privacy: Partial<typeof ALL>): void {
      for (const callback of privacySubscribers)
        callback({ customerPrivacy: { ...ALL, ...privacy } });
    },
    store(text: string | null): void {
      stored = text;
    },
    /** Lets time pass, and with it what waits for it. */
    pass: (ms: number) => vi.advanceTimersByTimeAsync(ms),
  };
}
