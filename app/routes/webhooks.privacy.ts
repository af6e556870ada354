import type { ActionFunctionArgs } from "@remix-run/node";
import { now } from "../clock.server.ts";
import { getPool } from "../db/pool.server.ts";
import { getEnqueue } from "../enqueue.server.ts";
import { logger } from "../logger.server.ts";
import { assertNever } from "../pipeline/shared/outcome.ts";
import { handlePrivacyRequest } from "../services/handle-privacy-request.ts";
import { receiveWebhook, refuseGet } from "../shopify/receive-webhook.server.ts";

export const loader = refuseGet;

/** Shopify's three privacy topics. Answered when the request is kept; an erasure is in the queue by then, and runs within seconds. */
export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const { webhook, body } = await receiveWebhook(request);
  const { topic, domain, webhookId } = webhook;
  const result = await handlePrivacyRequest({
    pool: getPool(),
    enqueue: await getEnqueue(),
    domain,
    topic,
    webhookId,
    body,
    now: now(),
  });
  logger.info({ domain, topic, webhookId, outcome: result.outcome }, "A privacy request was taken");
  switch (result.outcome) {
    case "queued":
    case "told":
    case "known":
    case "nothing-known":
      return new Response(null, { status: 200 });
    case "malformed":
      return Response.json({ error: result.reason }, { status: 400 });
    default:
      return assertNever(result);
  }
}
