export type BulkErrorCode = "ACCESS_DENIED" | "INTERNAL_SERVER_ERROR" | "TIMEOUT";

/** What Shopify's dashboard and Shopify's day decide about bulk operations. Read at every use; set them at any time. */
export interface BulkSwitches {
  /**
   * Since November 2026 an app must ask for bulk queries in its dashboard, and call from an address on
   * its allowlist: "not-enabled" answers ACCESS_DENIED, "other-address" answers 403.
   */
  access: "enabled" | "not-enabled" | "other-address";
  /** So many objects a second of the dev store's clock does one operation read. */
  objectsPerSecond: number;
  /** The next operation that has read so many objects fails, once. */
  failNext: { afterObjects: number; errorCode: BulkErrorCode } | null;
}

/** As of an app that nobody has enabled yet. The pace is chosen: Shopify promises none. */
export function createBulkSwitches(): BulkSwitches {
  return { access: "not-enabled", objectsPerSecond: 2000, failNext: null };
}
