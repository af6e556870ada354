import type { IncomingMessage, ServerResponse } from "node:http";
import { getCapture } from "../capture.server.ts";
import { now } from "../clock.server.ts";
import { getIntakePool } from "../db/pool.server.ts";
import { env } from "../env.server.ts";
import { getIntake } from "../intake.server.ts";
import { logger } from "../logger.server.ts";
import { assertNever } from "../pipeline/shared/outcome.ts";
import { recordWebhook, type RecordWebhookOutcome } from "../services/record-webhook.ts";
import { MAX_WEBHOOK_BYTES } from "../shopify/receive-webhook.server.ts";
import { verifyWebhook, type VerifiedWebhook } from "../shopify/verify-webhook.server.ts";
import { readBody } from "./read-body.ts";
import { refuseBody } from "./refuse-body.ts";
import { refuseOverload } from "./refuse-overload.ts";
import type { RequestRoom } from "./room-gate.ts";
import { sendJson } from "./send-json.ts";

type Verified = Extract<VerifiedWebhook, { outcome: "verified" }>;

/**
 * Every topic about behavior, and Next Gen Events: signed, reduced, durable, and only then answered. Ahead of Remix in the
 * same server: a sale's orders, carts and checkouts come by thousands, and through Remix one of them costs ten times as much
 * as all that is done with it (bench/results.md).
 */
export async function receiveWebhooks(
  request: IncomingMessage,
  response: ServerResponse,
  room: RequestRoom,
): Promise<void> {
  const body = await readBody(request, MAX_WEBHOOK_BYTES, room);
  if (typeof body === "string") {
    refuseBody(response, { why: body, mostBytes: MAX_WEBHOOK_BYTES });
    return;
  }
  const header = (name: string): string | null => {
    const value = request.headers[name];
    return typeof value === "string" ? value : null;
  };
  const webhook = verifyWebhook({ body, header }, env().SHOPIFY_API_SECRET);
  switch (webhook.outcome) {
    case "verified":
      if (room.isInShare(webhook.domain)) answer(response, webhook, await record(webhook, body));
      else refuseOverload(response);
      return;
    case "wrong-signature":
      refuse(response, 401, "The signature does not match the body");
      return;
    case "incomplete":
      refuse(response, 400, webhook.reason);
      return;
    default:
      assertNever(webhook);
  }
}

const record = (webhook: Verified, body: Buffer): Promise<RecordWebhookOutcome> =>
  recordWebhook({
    ...webhook,
    pool: getIntakePool(),
    capture: getCapture(),
    body: body.toString("utf8"),
    now: now(),
  });

function answer(
  response: ServerResponse,
  { topic, domain, webhookId }: Verified,
  result: RecordWebhookOutcome,
): void {
  switch (result.outcome) {
    case "recorded":
      noteIntake(result.shopId, "accepted");
      response.writeHead(200, NOTHING).end();
      return;
    case "duplicate":
      noteIntake(result.shopId, "duplicate");
      response.writeHead(200, NOTHING).end();
      return;
    case "malformed": {
      const { shopId, reason } = result;
      noteIntake(shopId, "rejected", reason);
      logger.warn({ topic, domain, webhookId, reason }, "A webhook could not be read");
      refuse(response, 400, reason);
      return;
    }
    case "unknown-topic":
      if (result.shopId !== null) noteIntake(result.shopId, "rejected", "unknown-topic");
      refuse(response, 404, `This app does not take the topic ${topic}`);
      return;
    case "unknown-shop":
      // Shopify tries again for hours: a webhook that overtakes its own installation is not lost.
      refuse(response, 404, `The app is not installed on ${domain}`);
      return;
    case "uninstalled-shop":
      refuse(response, 410, `The app was uninstalled from ${domain}`);
      return;
    case "overloaded":
      // Shopify tries again, at first after a minute.
      refuseOverload(response);
      return;
    default:
      assertNever(result);
  }
}

const NOTHING = { "content-length": 0 };

const refuse = (response: ServerResponse, status: number, error: string): void =>
  sendJson(response, status, { body: { error } });

function noteIntake(
  shopId: number,
  outcome: "accepted" | "duplicate" | "rejected",
  reason = "",
): void {
  getIntake().note({ shopId, source: "webhook", outcome, reason, count: 1 });
}
