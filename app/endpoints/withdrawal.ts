import type { Request, Response } from "express";
import { getCapture } from "../capture.server.ts";
import { now } from "../clock.server.ts";
import { getPool } from "../db/pool.server.ts";
import { getEnqueue } from "../enqueue.server.ts";
import { WITHDRAWAL_LIMITS } from "../pipeline/capture/parse-withdrawal.ts";
import { assertNever } from "../pipeline/shared/outcome.ts";
import { withdrawConsent } from "../services/withdraw-consent.ts";
import { passesFloodGate } from "./flood-gate.ts";
import { readBody } from "./read-body.ts";
import { refuseBody } from "./refuse-body.ts";
import { refuseOverload } from "./refuse-overload.ts";
import type { RequestRoom } from "./room-gate.ts";
import { verifyProxyRequest } from "./verify-proxy-request.ts";

const MOST_BYTES = WITHDRAWAL_LIMITS.maxBytes;

/**
 * A visitor took their consent back: the theme's embed says it once, by Shopify's app proxy, whose signature makes the shop
 * certain. Whoever knows the browser's id may ask: it is random, and stands in that browser and here alone.
 */
export async function receiveWithdrawal(
  request: Request,
  response: Response,
  room: RequestRoom,
): Promise<void> {
  const verified = verifyProxyRequest(request);
  if (verified.outcome === "refused") {
    response.status(401).json({ error: verified.reason });
    return;
  }
  if (!passesFloodGate(request, response, 1)) return;
  if (!room.isInShare(verified.domain)) {
    refuseOverload(response);
    return;
  }
  const body = await readBody(request, MOST_BYTES, room);
  if (typeof body === "string") {
    refuseBody(response, { why: body, mostBytes: MOST_BYTES });
    return;
  }
  const result = await withdrawConsent({
    ...{ pool: getPool(), enqueue: await getEnqueue(), capture: getCapture() },
    ...{ domain: verified.domain, body: body.toString("utf8"), now: now() },
  });
  switch (result.outcome) {
    // Nobody learns by asking which browsers are known.
    case "queued":
    case "nothing-to-do":
      response.status(204).end();
      return;
    case "malformed":
      response.status(400).json({ error: result.reason });
      return;
    case "unknown-shop":
      response.status(404).json({ error: "The app is not installed on this shop" });
      return;
    default:
      assertNever(result);
  }
}
