/** What went wrong with a request to Shopify's Admin API, as it was seen: facts, without a judgement. */
export type ApiFault =
  /** `waitMs`: how long Shopify asks to wait. */
  | { kind: "throttled"; waitMs: number }
  /** An answer with another status than 200. */
  | { kind: "http"; status: number }
  /** The query was answered by errors. `code` is Shopify's word for the kind, where it gives one. */
  | { kind: "graphql"; code: string | null; message: string }
  /** The connection broke, or no answer came in time: what was asked may have taken effect. */
  | { kind: "network"; message: string }
  /** There is no token that could be sent. */
  | { kind: "no-token" };

/** What a failed request means for whoever asked. */
export type AdminApiFailure =
  /** The cost bucket is empty: try again after `waitMs`. */
  | { kind: "throttled"; waitMs: number }
  /** Shopify is slow, broken or unreachable: try again later. What was asked may have taken effect. */
  | { kind: "unavailable" }
  /** The token is not accepted, or there is none: get another one. */
  | { kind: "unauthorized" }
  /** The shop or the app may not do this: trying again is useless until somebody acts. */
  | { kind: "refused" };

/** Codes under which Shopify says that it failed itself. */
const OWN_FAULTS = new Set(["INTERNAL_SERVER_ERROR", "TIMEOUT"]);

/**
 * The one place that decides what a fault of the Admin API means. 402 is a shop that has not paid, 423 one that is
 * locked, 404 one that is gone; 403 is an app that may not. 5xx and 408 pass, and so may what has no name.
 */
export function judgeFault(fault: ApiFault): AdminApiFailure {
  switch (fault.kind) {
    case "throttled":
      return { kind: "throttled", waitMs: fault.waitMs };
    case "no-token":
      return { kind: "unauthorized" };
    case "network":
      return { kind: "unavailable" };
    case "graphql":
      return fault.code !== null && OWN_FAULTS.has(fault.code)
        ? { kind: "unavailable" }
        : { kind: "refused" };
    case "http":
      if (fault.status === 401) return { kind: "unauthorized" };
      return [400, 402, 403, 404, 406, 422, 423].includes(fault.status)
        ? { kind: "refused" }
        : { kind: "unavailable" };
  }
}
