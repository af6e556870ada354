import type { IncomingMessage, ServerResponse } from "node:http";
import { getCapture } from "../capture.server.ts";
import { now } from "../clock.server.ts";
import { BATCH_LIMITS } from "../pipeline/capture/parse-storefront-batch.ts";
import { recordBrowseBatch } from "../services/record-storefront-batch.ts";
import { answerBatch } from "./answer-batch.ts";
import { passesFloodGate } from "./flood-gate.ts";
import { isCrawler } from "./is-crawler.ts";
import { readBody } from "./read-body.ts";
import { refuseBody } from "./refuse-body.ts";
import { refuseOverload } from "./refuse-overload.ts";
import type { RequestRoom } from "./room-gate.ts";
import { sendJson } from "./send-json.ts";
import { verifyProxyRequest } from "./verify-proxy-request.ts";

const MOST_BYTES = BATCH_LIMITS.maxBytes;

/**
 * Batches of the theme's embed, the highest volume of all: ahead of Remix in the same server, over the same
 * services. Shopify's app proxy signs the query, not the body: the shop and who is logged in are certain,
 * the content is a browser's claim.
 */
export async function receiveBrowseEvents(
  request: IncomingMessage,
  response: ServerResponse,
  room: RequestRoom,
): Promise<void> {
  const verified = verifyProxyRequest(request);
  if (verified.outcome === "refused") {
    sendJson(response, 401, { body: { error: verified.reason } });
    return;
  }
  if (!passesFloodGate(request, response, 1)) return;
  // A crawler wants nothing, and told otherwise it would only come back.
  if (isCrawler(request.headers["user-agent"])) {
    response.writeHead(204).end();
    return;
  }
  if (!room.isInShare(verified.domain)) {
    refuseOverload(response);
    return;
  }
  const body = await readBody(request, MOST_BYTES, room);
  if (typeof body === "string") {
    refuseBody(response, { why: body, mostBytes: MOST_BYTES });
    return;
  }
  const { domain, loggedInCustomerId } = verified;
  const result = await recordBrowseBatch({
    capture: getCapture(),
    domain,
    loggedInCustomerId,
    body: body.toString("utf8"),
    now: now(),
  });
  answerBatch(response, "proxy", result);
}
