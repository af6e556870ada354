import { createClientId } from "./client-id.ts";
import { loadPixel, type LoadedPixel } from "./load-pixel.ts";
import type { Needs, Privacy, PublishedEvent, StandardEvent, ToldToHost } from "./messages.ts";
import { readContext } from "./page-context.ts";

export interface EventBus {
  publishStandard(event: StandardEvent): void;
  publishCustom(name: string, data: object | null): void;
  /** The visitor's choice, now and whenever it changes: it decides whether the pixel is loaded. */
  follow(privacy: Privacy): void;
}

/**
 * Shopify's events of one page, and the app's pixel that hears them. A pixel that is loaded late, after the
 * visitor agreed, hears what was published before too.
 */
export function createEventBus({ base, pixel, data }: ToldToHost): EventBus {
  const client = createClientId(base);
  const published: PublishedEvent[] = [];
  let loaded: LoadedPixel | undefined;

  const publish = (event: Pick<PublishedEvent, "name" | "type" | "data" | "customData">): void => {
    const whole: PublishedEvent = {
      id: `sh-${crypto.randomUUID()}`,
      clientId: client.read(),
      seq: published.length,
      timestamp: new Date().toISOString(),
      context: readContext(),
      ...event,
    };
    published.push(whole);
    loaded?.tell({ kind: "event", event: whole });
  };

  return {
    publishStandard: ({ name, data }) => publish({ name, type: "standard", data }),
    publishCustom: (name, customData) => publish({ name, type: "custom", customData }),
    follow(privacy) {
      client.follow(privacy);
      if (loaded !== undefined) loaded.tell({ kind: "privacy", privacy });
      else if (pixel !== null && isEnough(pixel.needs, privacy)) {
        const init = { context: readContext(), data, customerPrivacy: privacy };
        loaded = loadPixel({ init, settings: pixel.settings });
        const clientId = client.read();
        for (const event of published) {
          loaded.tell({ kind: "event", event: { ...event, clientId } });
        }
      }
    },
  };
}

function isEnough(needs: Needs, privacy: Privacy): boolean {
  return (
    (privacy.analyticsProcessingAllowed || !needs.analytics) &&
    (privacy.marketingAllowed || !needs.marketing) &&
    (privacy.preferencesProcessingAllowed || !needs.preferences) &&
    (privacy.saleOfDataAllowed || !needs.saleOfData)
  );
}
