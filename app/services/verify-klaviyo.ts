import { createHmac, timingSafeEqual } from "node:crypto";
import { DAY_MS, MINUTE_MS } from "../pipeline/shared/time.ts";

/**
 * How old a request may be. Klaviyo tries again for two days before it disables a webhook, and does not
 * say whether it signs each try anew; a request that comes again changes nothing, by the events' ids.
 */
const MAX_KLAVIYO_AGE_MS = 3 * DAY_MS;
const MAX_AHEAD_MS = 5 * MINUTE_MS;

export type VerifiedKlaviyo =
  | { outcome: "verified" }
  | { outcome: "wrong-signature" }
  /** Klaviyo-Timestamp is no time, too old or in the future. */
  | { outcome: "wrong-time" };

/**
 * Checks what Klaviyo signs: HMAC-SHA256 with the webhook's secret key over the raw body and, right behind
 * it, the text of Klaviyo-Timestamp, as hex digits in Klaviyo-Signature.
 */
export function verifyKlaviyo(request: {
  secret: string;
  body: Buffer;
  signature: string | null;
  timestamp: string | null;
  now: number;
}): VerifiedKlaviyo {
  const { secret, body, signature, timestamp, now } = request;
  if (signature === null || timestamp === null) return { outcome: "wrong-signature" };
  const expected = createHmac("sha256", secret).update(body).update(timestamp).digest();
  const given = Buffer.from(signature, "hex");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    return { outcome: "wrong-signature" };
  }
  // "Tue, 14 Apr 2026 03:50:12 GMT" or ISO 8601.
  const sentAt = Date.parse(timestamp);
  const isTimely = sentAt >= now - MAX_KLAVIYO_AGE_MS && sentAt <= now + MAX_AHEAD_MS;
  return { outcome: isTimely ? "verified" : "wrong-time" };
}
