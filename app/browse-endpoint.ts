import type { Request, Response } from "express";
import { now } from "./clock.server.ts";
import { getPool } from "./db/pool.server.ts";
import { BROWSE_LIMITS } from "./pipeline/capture/parse-browse-events.ts";
import { assertNever } from "./pipeline/shared/outcome.ts";
import { recordBrowseEvents } from "./services/record-browse-events.ts";
import { verifyAppProxy } from "./shopify/verify-app-proxy.server.ts";

/**
 * Browse events, the highest volume of all: ahead of Remix in the same server, over the same services.
 * Shopify's app proxy signs the query, not the body: the shop is certain, the content a browser's claim.
 */
export async function receiveBrowseEvents(request: Request, response: Response): Promise<void> {
  const query = new URL(request.originalUrl, "http://app").searchParams;
  const verified = await verifyAppProxy(query);
  if (verified.outcome === "refused") {
    response.status(401).json({ error: verified.reason });
    return;
  }
  const body = await readBody(request, BROWSE_LIMITS.maxBytes);
  if (body === null) {
    response.status(413).json({ error: `A batch has at most ${BROWSE_LIMITS.maxBytes} bytes` });
    return;
  }
  const { domain, loggedInCustomerId } = verified;
  const result = await recordBrowseEvents({
    pool: getPool(),
    domain,
    loggedInCustomerId,
    body,
    now: now(),
  });
  switch (result.outcome) {
    case "recorded":
      if (result.refused.length === 0) response.status(204).end();
      else response.status(200).json({ refused: result.refused });
      return;
    case "malformed":
      response.status(400).json({ error: result.reason });
      return;
    case "unknown-shop":
      response.status(404).json({ error: `The app is not installed on ${domain}` });
      return;
    default:
      assertNever(result);
  }
}

/** @returns null when the body is longer than allowed, without reading the rest */
async function readBody(request: Request, maxBytes: number): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
