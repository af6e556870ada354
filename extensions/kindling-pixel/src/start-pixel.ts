import type { ExtensionApi } from "@shopify/web-pixels-extension";
import { readEmbedId } from "./embed-id.ts";
import { toWireEvent, type PixelEvent } from "./map-event.ts";
import { createOutbox } from "./outbox.ts";
import { post } from "./post.ts";
import { readSighting } from "./sightings.ts";
import { KINDS, type PixelBatch, type WireEvent } from "./wire.ts";

/** What Shopify's sandbox gives a pixel, as far as it is used here. */
export type PixelApi = Pick<
  ExtensionApi,
  "analytics" | "browser" | "customerPrivacy" | "init" | "settings"
>;

export interface PixelEnvironment {
  now(): number;
  wait(ms: number): Promise<void>;
  fetch: typeof fetch;
}

/** Listens to Shopify's events and to the storefront's script, and tells Kindling, as long as the visitor agrees. */
export function startPixel(api: PixelApi, { now, wait, fetch }: PixelEnvironment): void {
  const { analytics, browser, customerPrivacy, init, settings } = api;
  const endpoint = String(settings["endpoint"]);
  const cartId = init.data.cart?.id ?? null;

  let privacy = init.customerPrivacy;
  const isAllowed = (): boolean => privacy.analyticsProcessingAllowed;
  let shopifyClientId = "";
  /** As last told by the script itself, where its storage cannot be read. */
  let toldClientId: string | undefined;
  const readClientId = async (): Promise<string | undefined> =>
    (await readEmbedId(browser.localStorage, wait)) ?? toldClientId;

  const send = async (events: WireEvent[]): Promise<void> => {
    const clientId = (await readClientId()) ?? shopifyClientId;
    const makeBatch = (): PixelBatch => ({
      shopToken: String(settings["shopToken"]),
      clientId,
      shopifyClientId,
      consent: { analytics: isAllowed(), marketing: privacy.marketingAllowed },
      sentAt: new Date(now()).toISOString(),
      events,
    });
    await post(endpoint, () => JSON.stringify(makeBatch()), { fetch, wait, isAllowed });
  };
  const outbox = createOutbox({
    now,
    wait,
    isScriptThere: async () => (await readClientId()) !== undefined,
    send: (events) => void send(events),
  });

  customerPrivacy.subscribe("visitorConsentCollected", (event) => {
    privacy = event.customerPrivacy;
    if (isAllowed()) return;
    outbox.clear();
    toldClientId = undefined;
  });
  analytics.subscribe("kindling:seen", ({ customData }) => {
    const sighting = readSighting(customData);
    if (sighting === null || !isAllowed()) return;
    toldClientId = sighting.clientId;
    outbox.see(sighting);
  });
  const take = (event: PixelEvent): void => {
    if (!isAllowed()) return;
    shopifyClientId = event.clientId;
    const wire = toWireEvent(event, cartId);
    if (wire !== null) outbox.add(wire);
  };
  for (const kind of KINDS) analytics.subscribe(kind, take);
}
