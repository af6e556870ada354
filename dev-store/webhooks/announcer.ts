import { createApiContext } from "../admin-api/api-context.ts";
import type { ApiContext } from "../admin-api/api-node.ts";
import { buildEvent } from "../next-gen/build-event.ts";
import { runEventQuery } from "../next-gen/run-event-query.ts";
import { expandScopes } from "../state/install-store.ts";
import type { InstallStore } from "../state/install-store.ts";
import type { Announce, AnnounceVariant, ShopState } from "../state/shop-state.ts";
import type { AppToml } from "./app-toml.ts";
import type { WebhookDispatcher } from "./dispatcher.ts";

export interface AnnouncerOptions {
  toml: AppToml;
  webhooks: WebhookDispatcher;
  installs: InstallStore;
  /** For the queries of Next Gen Events; their scopes and their instant are filled in here. */
  api: Pick<ApiContext, "app" | "pixelExtension" | "flow">;
  bulkSwitches: () => ApiContext["bulkSwitches"];
  customerData: () => ApiContext["customerData"];
}

/** How the changes of a shop come to the app: by webhooks and by Next Gen Events, side by side. */
export function createAnnouncer(options: AnnouncerOptions) {
  const { toml, webhooks, installs } = options;
  const topics = new Set(
    toml.subscriptions.flatMap(({ topics, complianceTopics }) => [...topics, ...complianceTopics]),
  );

  const announceIn =
    (domain: string): Announce =>
    (topic, { at, eventId, payload, deliverAt }) => {
      if (!topics.has(topic) || !installs.isInstalled(domain)) return;
      webhooks.enqueue({
        shop: domain,
        topic,
        eventId,
        triggeredAt: deliverAt ?? at,
        payload: payload(),
        ...(deliverAt === undefined ? {} : { deliverAt }),
      });
    };

  const announceVariantIn =
    (domain: string, state: () => ShopState): AnnounceVariant =>
    (change, { at, eventId }) => {
      const install = installs.find(domain);
      if (toml.events === undefined || install?.uninstalledAt !== null) return;
      for (const subscription of toml.events.subscriptions) {
        const payload = buildEvent(subscription, change, (query, variables) =>
          runEventQuery(
            createApiContext({
              ...options.api,
              state: state(),
              installs,
              scopes: expandScopes(install.scopes),
              now: at,
              bulkSwitches: options.bulkSwitches(),
              customerData: options.customerData(),
              isBulk: false,
            }),
            query,
            variables,
          ),
        );
        if (payload === null) continue;
        const { apiVersion } = toml.events;
        webhooks.enqueueEvent({ shop: domain, subscription, apiVersion, payload, eventId, at });
      }
    };

  return { announceIn, announceVariantIn };
}
