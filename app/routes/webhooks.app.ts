import type { ActionFunctionArgs } from "@remix-run/node";
import { now } from "../clock.server.ts";
import { getPool } from "../db/pool.server.ts";
import { logger } from "../logger.server.ts";
import { uninstallShop } from "../services/uninstall-shop.ts";
import { deleteSessions } from "../shopify/delete-sessions.server.ts";
import { receiveWebhook, refuseGet } from "../shopify/receive-webhook.server.ts";

export const loader = refuseGet;

/** The app's own life in a shop. Uninstall may be told twice, and after the sessions are gone. */
export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const { webhook } = await receiveWebhook(request);
  switch (webhook.topic) {
    case "app/uninstalled": {
      const { domain, triggeredAt } = webhook;
      const outcome = await uninstallShop({
        pool: getPool(),
        deleteSessions,
        domain,
        uninstalledAt: triggeredAt === null ? null : Date.parse(triggeredAt),
        now: now(),
      });
      logger.info({ domain: webhook.domain, outcome }, "The app was uninstalled");
      return new Response(null, { status: 200 });
    }
    case "app/scopes_update":
      // The next token exchange asks for the scopes of the configuration; nothing is kept of this.
      return new Response(null, { status: 200 });
    default:
      return Response.json(
        { error: `This address does not take the topic ${webhook.topic}` },
        { status: 404 },
      );
  }
}
