import type { ActionFunctionArgs } from "@remix-run/node";
import { now } from "../clock.server.ts";
import { getPool } from "../db/pool.server.ts";
import { logger } from "../logger.server.ts";
import { assertNever } from "../pipeline/shared/outcome.ts";
import { handleAppWebhook } from "../services/handle-app-webhook.ts";
import { deleteSessions } from "../shopify/delete-sessions.server.ts";
import { receiveWebhook, refuseGet } from "../shopify/receive-webhook.server.ts";

export const loader = refuseGet;

/** The app's own life in a shop: uninstalled, scopes changed. */
export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const { webhook, body } = await receiveWebhook(request);
  const { topic, domain } = webhook;
  const pool = getPool();
  const result = await handleAppWebhook({ ...webhook, pool, deleteSessions, body, now: now() });
  logger.info({ domain, topic, outcome: result.outcome }, "The app's life in a shop changed");
  switch (result.outcome) {
    case "uninstalled":
    case "already-uninstalled":
    case "unknown-shop":
    case "reinstalled-since":
    case "scopes-noted":
      return new Response(null, { status: 200 });
    case "malformed":
      return Response.json({ error: result.reason }, { status: 400 });
    case "unknown-topic":
      return Response.json(
        { error: `This address does not take the topic ${topic}` },
        { status: 404 },
      );
    default:
      return assertNever(result);
  }
}
