export type BulkErrorCode = "ACCESS_DENIED" | "INTERNAL_SERVER_ERROR" | "TIMEOUT";

/** What Shopify's dashboard and Shopify's day decide about bulk operations. Read at every use; set them at any time. */
export interface BulkSwitches {
  /**
   * Since November 2026 an app must ask for bulk queries in its dashboard, and call from an address on
   * its allowlist: "not-enabled" answers ACCESS_DENIED, "other-address" answers 403, to mutations as well.
   */
  access: "enabled" | "not-enabled" | "other-address";
  /** For bulk mutations an app must ask separately. */
  mutations: "enabled" | "not-enabled";
  /** So many objects a second of the dev store's clock does one operation read. */
  objectsPerSecond: number;
  /** So many lines a second does one operation write. */
  linesPerSecond: number;
  /** The next operation that has read so many objects, or written so many lines, fails, once. */
  failNext: { afterObjects: number; errorCode: BulkErrorCode } | null;
  /** So many uploads the storage answers with 503. */
  failUploads: number;
}

/** As of an app that nobody has enabled yet. The paces are chosen: Shopify promises none. */
export function createBulkSwitches(): BulkSwitches {
  return {
    access: "not-enabled",
    mutations: "not-enabled",
    objectsPerSecond: 2000,
    linesPerSecond: 50,
    failNext: null,
    failUploads: 0,
  };
}
