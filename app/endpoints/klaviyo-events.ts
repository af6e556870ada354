import type { Request, Response } from "express";
import { getCapture } from "../capture.server.ts";
import { now } from "../clock.server.ts";
import { getIntakePool } from "../db/pool.server.ts";
import { env } from "../env.server.ts";
import { logger } from "../logger.server.ts";
import { KLAVIYO_LIMITS } from "../pipeline/capture/parse-klaviyo-batch.ts";
import { assertNever } from "../pipeline/shared/outcome.ts";
import { findKlaviyoSender, type KlaviyoSender } from "../services/find-klaviyo-sender.ts";
import {
  recordKlaviyoBatch,
  type RecordKlaviyoBatchOutcome,
} from "../services/record-klaviyo-batch.ts";
import { noteForgery, passesForgeryGate } from "./forgery-gate.ts";
import { noteIntake } from "./note-intake.ts";
import { readEncodedBody } from "./read-encoded-body.ts";
import { refuseBody } from "./refuse-body.ts";
import { refuseOverload } from "./refuse-overload.ts";
import type { RequestRoom } from "./room-gate.ts";
import { createUnpack } from "./unpack.ts";

/** What is not Klaviyo's word is unpacked before that is known. */
const unpack = createUnpack(1);

/**
 * Klaviyo's system webhooks. Klaviyo takes 200, 201 and 202 within five seconds for success, tries
 * everything else again, and disables a webhook that fails for two days: what cannot be used is therefore
 * counted and answered with 200, and only what is not Klaviyo's word is an error.
 */
export async function receiveKlaviyoEvents(
  request: Request,
  response: Response,
  room: RequestRoom,
): Promise<void> {
  const id = request.params["shopId"] ?? "";
  const found = SHOP_ID.test(id)
    ? await findKlaviyoSender({
        pool: getIntakePool(),
        shopId: Number(id),
        sealKeys: env().SEAL_KEYS,
      })
    : ({ outcome: "not-connected" } as const);
  switch (found.outcome) {
    case "found":
      // Not proven before the body is read: what is claimed in a shop's name counts among Klaviyo's requests to it alone.
      if (room.isInShare(String(found.sender.shopId)))
        await receiveOf(found.sender, { request, response, room });
      else refuseOverload(response);
      return;
    case "not-connected":
      refuseUnread(response, 404, "No Klaviyo account is connected at this address");
      return;
    case "sealed-secret":
      logger.error(
        { shopId: Number(id) },
        "No key of SEAL_KEYS opens the secret of a shop's Klaviyo account",
      );
      refuseUnread(response, 503, "The connection must be made again");
      return;
    default:
      assertNever(found);
  }
}

/** Nobody could have signed what comes: it is neither read nor waited for. */
function refuseUnread(response: Response, status: number, error: string): void {
  response.status(status).set("connection", "close").json({ error });
}

async function receiveOf(
  sender: KlaviyoSender,
  exchange: { request: Request; response: Response; room: RequestRoom },
): Promise<void> {
  const { request, response, room } = exchange;
  const { shopId } = sender;
  const { maxBytes } = KLAVIYO_LIMITS;
  if (!passesForgeryGate(request, response, shopId)) return;
  const read = await readEncodedBody(request, { maxBytes, room, unpack });
  if (read.outcome === "unread") {
    if (read.why === "too-large") noteForgery(request, shopId);
    refuseBody(response, { why: read.why, mostBytes: maxBytes });
    return;
  }
  if (read.outcome === "refused") {
    noteForgery(request, shopId);
    response.status(read.status).json({ error: read.reason });
    return;
  }
  const result = await recordKlaviyoBatch({
    capture: getCapture(),
    sender,
    delivery: {
      body: read.bytes,
      signature: headerOf(request, "klaviyo-signature"),
      timestamp: headerOf(request, "klaviyo-timestamp"),
      webhookId: headerOf(request, "klaviyo-webhook-id"),
    },
    now: now(),
  });
  if (FORGED.has(result.outcome)) noteForgery(request, shopId);
  answer(response, shopId, result);
}

const FORGED = new Set<RecordKlaviyoBatchOutcome["outcome"]>(["wrong-signature", "wrong-time"]);

function answer(response: Response, shopId: number, result: RecordKlaviyoBatchOutcome): void {
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
    case "uninstalled-shop":
      response.status(410).json({ error: "The app is not installed on this shop any more" });
      return;
    case "overloaded":
      refuseOverload(response);
      return;
    default:
      assertNever(result);
  }
}

const SHOP_ID = /^\d{1,9}$/;

function headerOf(request: Request, name: string): string | null {
  const value = request.headers[name];
  return typeof value === "string" ? value : null;
}
