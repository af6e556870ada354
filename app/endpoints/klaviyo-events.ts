import type { Request, Response } from "express";
import { getCapture } from "../capture.server.ts";
import { now } from "../clock.server.ts";
import { getPool } from "../db/pool.server.ts";
import { env } from "../env.server.ts";
import { logger } from "../logger.server.ts";
import { KLAVIYO_LIMITS } from "../pipeline/capture/parse-klaviyo-batch.ts";
import { assertNever } from "../pipeline/shared/outcome.ts";
import { recordKlaviyoBatch } from "../services/record-klaviyo-batch.ts";
import { noteIntake } from "./note-intake.ts";
import { readEncodedBody } from "./read-encoded-body.ts";
import { refuseOverload } from "./refuse-overload.ts";

/**
 * Klaviyo's system webhooks. Klaviyo takes 200, 201 and 202 within five seconds for success, tries
 * everything else again, and disables a webhook that fails for two days: what cannot be used is therefore
 * counted and answered with 200, and only what is not Klaviyo's word is an error.
 */
export async function receiveKlaviyoEvents(request: Request, response: Response): Promise<void> {
  const shopId = /^\d{1,9}$/.test(request.params["shopId"] ?? "")
    ? Number(request.params["shopId"])
    : null;
  const read = await readEncodedBody(request, KLAVIYO_LIMITS.maxBytes);
  if (read.outcome === "refused") {
    response.status(read.status).json({ error: read.reason });
    return;
  }
  if (shopId === null) {
    response.status(404).json({ error: NOT_CONNECTED });
    return;
  }
  const result = await recordKlaviyoBatch({
    pool: getPool(),
    capture: getCapture(),
    shopId,
    delivery: {
      body: read.bytes,
      signature: headerOf(request, "klaviyo-signature"),
      timestamp: headerOf(request, "klaviyo-timestamp"),
      webhookId: headerOf(request, "klaviyo-webhook-id"),
    },
    sealKeys: env().SEAL_KEYS,
    now: now(),
  });
  const from = { shopId, source: "klaviyo" } as const;
  switch (result.outcome) {
    case "recorded":
      noteIntake(from, { ...result, rejected: result.refused });
      response.status(200).json({ accepted: result.accepted });
      return;
    case "wrong-signature":
    case "wrong-time":
      noteIntake(from, { rejected: [result.outcome] });
      response.status(401).json({
        error:
          result.outcome === "wrong-time"
            ? "Klaviyo-Timestamp is too old or in the future"
            : "The signature does not fit: is the webhook's secret key the one of the settings?",
      });
      return;
    case "malformed":
      noteIntake(from, { rejected: ["malformed"] });
      response.status(400).json({ error: result.reason });
      return;
    case "not-connected":
      response.status(404).json({ error: NOT_CONNECTED });
      return;
    case "uninstalled-shop":
      response.status(410).json({ error: "The app is not installed on this shop any more" });
      return;
    case "overloaded":
      refuseOverload(response);
      return;
    case "sealed-secret":
      logger.error({ shopId }, "No key of SEAL_KEYS opens the secret of a shop's Klaviyo account");
      response.status(503).json({ error: "The connection must be made again" });
      return;
    default:
      assertNever(result);
  }
}

const NOT_CONNECTED = "No Klaviyo account is connected at this address";

function headerOf(request: Request, name: string): string | null {
  const value = request.headers[name];
  return typeof value === "string" ? value : null;
}
