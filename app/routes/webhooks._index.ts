import type { ActionFunctionArgs } from "@remix-run/node";
import { getCapture } from "../capture.server.ts";
import { now } from "../clock.server.ts";
import { getPool } from "../db/pool.server.ts";
import { getIntake } from "../intake.server.ts";
import { logger } from "../logger.server.ts";
import { assertNever } from "../pipeline/shared/outcome.ts";
import { recordWebhook } from "../services/record-webhook.ts";
import { receiveWebhook, refuseGet } from "../shopify/receive-webhook.server.ts";

export const loader = refuseGet;

/** Every topic about behavior: signed, reduced, durable, and only then answered. */
export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const { webhook, body } = await receiveWebhook(request);
  const { topic, domain, webhookId } = webhook;
  const result = await recordWebhook({
    ...webhook,
    pool: getPool(),
    capture: getCapture(),
    body,
    now: now(),
  });
  switch (result.outcome) {
    case "recorded":
      noteIntake(result.shopId, "accepted");
      return new Response(null, { status: 200 });
    case "duplicate":
      noteIntake(result.shopId, "duplicate");
      return new Response(null, { status: 200 });
    case "malformed":
      noteIntake(result.shopId, "rejected", result.reason);
      logger.warn(
        { topic, domain, webhookId, reason: result.reason },
        "A webhook could not be read",
      );
      return Response.json({ error: result.reason }, { status: 400 });
    case "unknown-topic":
      if (result.shopId !== null) noteIntake(result.shopId, "rejected", "unknown-topic");
      return Response.json({ error: `This app does not take the topic ${topic}` }, { status: 404 });
    case "unknown-shop":
      // Shopify tries again for hours: a webhook that overtakes its own installation is not lost.
      return Response.json({ error: `The app is not installed on ${domain}` }, { status: 404 });
    case "uninstalled-shop":
      return Response.json({ error: `The app was uninstalled from ${domain}` }, { status: 410 });
    case "overloaded":
      // Shopify tries again, at first after a minute.
      return Response.json({ error: "Too much arrives at once" }, { status: 503 });
    default:
      return assertNever(result);
  }
}

function noteIntake(
  shopId: number,
  outcome: "accepted" | "duplicate" | "rejected",
  reason = "",
): void {
  getIntake().note({ shopId, source: "webhook", outcome, reason, count: 1 });
}
