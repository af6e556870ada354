import { judgeFault, type ApiFault } from "../shared/api-fault.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../shared/time.ts";

/** What failed: a whole request, or what a request wanted of one customer. */
export type TagFault =
  | { from: "request"; fault: ApiFault }
  /** Shopify's userErrors for one customer; at least one. */
  | { from: "customer"; messages: readonly string[] };

/** Why tags do not stand as they should. The page has words for each. */
export type TagFailureKind =
  | "throttled"
  | "retry"
  | "reauthorize"
  | "blocked"
  | "broken"
  | "gone"
  | "too-many-tags"
  | "tag-too-long"
  | "refused";

export interface TagFailure {
  kind: TagFailureKind;
  /**
   * What has to wait: the whole shop, the customers of the request while others go on, or one customer, whom the
   * same words would get the same answer: it also goes on as soon as something about the customer changes.
   */
  reach: "shop" | "request" | "customer";
  /** In words for a merchant. */
  reason: string;
  /** Until the next try, in ms. */
  waitMs: number;
}

const FIRST_RETRY_MS = 1000;
const MAX_RETRY_MS = 15 * MINUTE_MS;
/** Somebody must act first; who opens the app ends the wait at once. */
const REAUTHORIZE_MS = 15 * MINUTE_MS;
const BLOCKED_MS = HOUR_MS;
/** Nothing tells us that a merchant has made room: it is looked for once a day. */
const REFUSED_MS = DAY_MS;

/**
 * Sorts every failure of writing tags: who waits, how long, and what a merchant is told. The only place that does.
 * @param attempts failures in a row before this one; each doubles the wait of what is tried again, up to 15 minutes
 */
export function sortTagFailure(fault: TagFault, attempts: number): TagFailure {
  return fault.from === "customer"
    ? sortRefusal(fault.messages)
    : sortRequestFault(fault.fault, attempts);
}

function sortRequestFault(fault: ApiFault, attempts: number): TagFailure {
  const judged = judgeFault(fault);
  switch (judged.kind) {
    case "throttled":
      return {
        kind: "throttled",
        reach: "shop",
        reason: "Shopify asks to go slower. The tags follow by themselves.",
        waitMs: judged.waitMs,
      };
    case "unavailable":
      return {
        kind: "retry",
        reach: "request",
        reason: `${describeOutage(fault)} It is tried again by itself.`,
        waitMs: Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempts, 20)),
      };
    case "unauthorized":
      return {
        kind: "reauthorize",
        reach: "shop",
        reason:
          "Shopify does not accept Kindling's access to the shop any more. Open Kindling in the Shopify admin once to renew it.",
        waitMs: REAUTHORIZE_MS,
      };
    case "refused":
      return sortDenial(fault);
  }
}

function sortDenial(fault: ApiFault): TagFailure {
  if (fault.kind === "graphql" && fault.code !== "ACCESS_DENIED") {
    const reason = `Shopify did not accept the request: ${fault.message}`;
    return { kind: "broken", reach: "request", reason, waitMs: REFUSED_MS };
  }
  const status = fault.kind === "http" ? fault.status : 403;
  if (status === 403) {
    const reason =
      "Kindling may not write tags of customers in this shop. Open Kindling in the Shopify admin and accept the permissions that it asks for.";
    return { kind: "reauthorize", reach: "shop", reason, waitMs: REAUTHORIZE_MS };
  }
  if (status !== 402 && status !== 404 && status !== 423) {
    const reason = `Shopify did not accept the request (${status}).`;
    return { kind: "broken", reach: "request", reason, waitMs: REFUSED_MS };
  }
  return { kind: "blocked", reach: "shop", reason: BLOCKED[status], waitMs: BLOCKED_MS };
}

const BLOCKED = {
  402: "Shopify has frozen the shop because of an unpaid bill. Tags are written once it is settled.",
  404: "Shopify does not find the shop. Tags are written once it is there again.",
  423: "Shopify has locked the shop. Tags are written once it is unlocked.",
} as const;

function describeOutage(fault: ApiFault): string {
  switch (fault.kind) {
    case "http":
      return `Shopify answered with an error of its own (${fault.status}).`;
    case "graphql":
      return "Shopify answered with an error of its own.";
    case "network":
    case "throttled":
    case "no-token":
      return "Shopify could not be reached, or did not answer in time.";
  }
}

/** By Shopify's own sentences: tag errors carry no codes. */
function sortRefusal(messages: readonly string[]): TagFailure {
  const said = messages.join(" ");
  const refuse = (kind: TagFailureKind, reason: string): TagFailure => ({
    kind,
    reach: "customer",
    reason,
    waitMs: REFUSED_MS,
  });
  if (/does not exist/i.test(said))
    return refuse("gone", "The customer does not exist in Shopify any more.");
  if (/cannot be more than/i.test(said)) {
    return refuse(
      "too-many-tags",
      "The customer carries as many tags as Shopify allows (250). Remove some that you do not need.",
    );
  }
  if (/too long/i.test(said))
    return refuse("tag-too-long", "A tag is longer than the 255 characters that Shopify allows.");
  return refuse("refused", `Shopify refused the tags: ${said}`);
}
