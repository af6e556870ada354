import type { IncomingMessage } from "node:http";
import { API_LIMITS } from "../pipeline/capture/parse-api-batch.ts";
import { KLAVIYO_LIMITS } from "../pipeline/capture/parse-klaviyo-batch.ts";
import { BATCH_LIMITS } from "../pipeline/capture/parse-storefront-batch.ts";
import { WITHDRAWAL_LIMITS } from "../pipeline/capture/parse-withdrawal.ts";
import { MAX_WEBHOOK_BYTES } from "../shopify/receive-webhook.server.ts";
import type { Way } from "./room.ts";

/** What a request takes beside its body. */
const OVERHEAD_BYTES = 4 * 1024;
/** Of a page: what it read and is made of while it waits for the rest. */
const PAGE_BYTES = 256 * 1024;
/** What a page is sent at most; the largest is a segment with its conditions, some 100 kB. */
const MOST_OF_PAGES = 1024 * 1024;

/** What is known of a request by its address, before anything of it is read. */
export interface RequestKind extends Way {
  /** What one holds beside its body. */
  bytes: number;
  /** Of a body. */
  mostBytes: number;
  /** Whether a body may come without its length: who reads it counts. */
  mayBeUnknown: boolean;
}

/** Who sends events: what is read of them is counted. */
const counted = (name: string, share: number, mostBytes: number): RequestKind => ({
  ...{ name, share, mostBytes, bytes: OVERHEAD_BYTES, mayBeUnknown: true },
});

/** As in raw-event-lanes.ts: browsing is let go first, webhooks last. */
const KINDS: readonly (readonly [path: RegExp, kind: RequestKind])[] = [
  [/^\/proxy\/events\b/, counted("proxy", 0.5, BATCH_LIMITS.maxBytes)],
  [/^\/pixel\//, counted("pixel", 0.5, BATCH_LIMITS.maxBytes)],
  [/^\/v1\//, counted("api", 0.75, API_LIMITS.maxBytes)],
  [/^\/klaviyo\//, { ...counted("klaviyo", 1, KLAVIYO_LIMITS.maxBytes), isUnproven: true }],
  [/^\/proxy\/withdrawal\b/, counted("withdrawal", 1, WITHDRAWAL_LIMITS.maxBytes)],
  [/^\/(webhooks|flow)\b/, counted("signed", 1, MAX_WEBHOOK_BYTES)],
  // Files and streams are bounded otherwise, and take little. Nobody sends them anything.
  [/^\/(assets\/|app\/live\b)/, { ...counted("light", 0.75, 0), mayBeUnknown: false }],
  // Who runs the process asks so whether it lives.
  [/^\/(healthz|readyz)\b/, { ...counted("health", Infinity, 0), bytes: 0, mayBeUnknown: false }],
];
const PAGE: RequestKind = {
  ...{ name: "page", share: 0.75, bytes: PAGE_BYTES },
  ...{ mostBytes: MOST_OF_PAGES, mayBeUnknown: false },
};

export function kindOf(url: string): RequestKind {
  for (const [path, kind] of KINDS) if (path.test(url)) return kind;
  return PAGE;
}

/** @returns how long a body is said to be; null: it comes without its length */
export function readLength({ headers }: Pick<IncomingMessage, "headers">): number | null {
  if (headers["transfer-encoding"] !== undefined) return null;
  const length = Number(headers["content-length"] ?? 0);
  return Number.isSafeInteger(length) && length >= 0 ? length : null;
}
