import type { Request, Response } from "express";
import { getCapture } from "../capture.server.ts";
import { now } from "../clock.server.ts";
import { BATCH_LIMITS } from "../pipeline/capture/parse-storefront-batch.ts";
import { recordPixelBatch } from "../services/record-storefront-batch.ts";
import { answerBatch } from "./answer-batch.ts";
import { passesFloodGate } from "./flood-gate.ts";
import { isCrawler } from "./is-crawler.ts";
import { readBody } from "./read-body.ts";
import { refuseBody } from "./refuse-body.ts";
import type { RequestRoom } from "./room-gate.ts";

const MOST_BYTES = BATCH_LIMITS.maxBytes;

/**
 * Batches of the web pixel. They come from a sandbox whose origin is "null", with no signature: anybody can
 * send them, in the name of any shop whose token they read from its pages.
 */
export async function receivePixelEvents(
  request: Request,
  response: Response,
  room: RequestRoom,
): Promise<void> {
  response.set("access-control-allow-origin", "*");
  if (!passesFloodGate(request, response, 0)) return;
  if (isCrawler(request.headers["user-agent"])) {
    response.status(204).end();
    return;
  }
  const body = await readBody(request, MOST_BYTES, room);
  if (typeof body === "string") {
    refuseBody(response, { why: body, mostBytes: MOST_BYTES });
    return;
  }
  const result = await recordPixelBatch({
    capture: getCapture(),
    body: body.toString("utf8"),
    now: now(),
    isInShare: (shopId) => room.isInShare(String(shopId)),
  });
  answerBatch(response, "pixel", result);
}

/** Lets a page of any origin ask whether it may send: a fetch with a content type of JSON asks first. */
export function allowPixelOrigin(_request: Request, response: Response): void {
  response
    .set("access-control-allow-origin", "*")
    .set("access-control-allow-methods", "POST")
    .set("access-control-allow-headers", "content-type")
    .set("access-control-max-age", "86400")
    .status(204)
    .end();
}
