import { env } from "../env.server.ts";
import { assertNever } from "../pipeline/shared/outcome.ts";
import { verifyWebhook, type VerifiedWebhook } from "./verify-webhook.server.ts";

/** Far above any real payload; what is larger is not from Shopify. */
export const MAX_WEBHOOK_BYTES = 5 * 1024 * 1024;

type Verified = Extract<VerifiedWebhook, { outcome: "verified" }>;

/** For a route's loader: without one Remix itself answers a GET, with 400 and a page of HTML. */
export function refuseGet(): never {
  throw new Response(null, { status: 405, headers: { Allow: "POST" } });
}

/**
 * Reads and verifies a webhook request.
 * @throws Response 405, 413, 400 with the reason, or 401 for a wrong signature
 */
export async function receiveWebhook(
  request: Request,
): Promise<{ webhook: Verified; body: string }> {
  if (request.method !== "POST")
    throw new Response(null, { status: 405, headers: { Allow: "POST" } });
  const body = await readBody(request);
  const header = (name: string): string | null => request.headers.get(name);
  const webhook = verifyWebhook({ body, header }, env().SHOPIFY_API_SECRET);
  switch (webhook.outcome) {
    case "verified":
      return { webhook, body: body.toString("utf8") };
    case "wrong-signature":
      throw Response.json({ error: "The signature does not match the body" }, { status: 401 });
    case "incomplete":
      throw Response.json({ error: webhook.reason }, { status: 400 });
    default:
      return assertNever(webhook);
  }
}

/** Counts while it reads: a body that comes in chunks announces no length. */
export async function readBody(request: Request): Promise<Buffer> {
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    const chunk = await reader?.read();
    if (chunk?.value === undefined) return Buffer.concat(chunks);
    bytes += chunk.value.byteLength;
    if (bytes > MAX_WEBHOOK_BYTES) throw new Response(null, { status: 413 });
    chunks.push(chunk.value);
  }
}
