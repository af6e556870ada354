import type { ShopRow } from "../db/shop.ts";
import type { TagState } from "../db/tag-states.ts";
import type { NotedWrite, WriteCause } from "../db/tag-writes.ts";
import type { SettledContest } from "../pipeline/activate/contest.ts";
import { sortTagFailure } from "../pipeline/activate/sort-tag-failure.ts";
import { applyPlan, ownTags } from "../pipeline/activate/tag-plan.ts";
import type { Refusals } from "./tag-requests.ts";

export interface PlannedCustomer extends SettledContest {
  state: TagState;
  /** What stands there before the plan is carried out. */
  current: string[];
}

/** What Shopify's answer to a customer's changes says of the tags that stand there now. */
export function noteOutcome(
  { state, current, plan, repaired, contested }: PlannedCustomer,
  refusals: Refusals | undefined,
  now: number,
): NotedWrite {
  const removed = refusals?.toRemove.length ? [] : plan.remove;
  const added = refusals?.toAdd.length ? [] : plan.add;
  const messages = [...(refusals?.toRemove ?? []), ...(refusals?.toAdd ?? [])];
  const failure =
    messages.length === 0 ? null : sortTagFailure({ from: "customer", messages }, state.attempts);
  const done = new Set([...added, ...removed]);
  return {
    customerId: state.customerId,
    revision: state.revision,
    // Who is gone carries nothing.
    written: failure?.kind === "gone" ? [] : applyPlan(current, { add: added, remove: removed }),
    added,
    removed,
    repaired: repaired.filter((tag) => done.has(tag)),
    contested,
    refusal:
      failure === null
        ? null
        : { kind: failure.kind, reason: failure.reason, retryAt: now + failure.waitMs },
  };
}

export function findCause(
  shop: Pick<ShopRow, "tagMode" | "formerPrefixes">,
  { removed }: NotedWrite,
): WriteCause {
  if (shop.tagMode === "cleaning") return "cleaning";
  return ownTags(removed, shop.formerPrefixes).length > 0 ? "prefix" : "segments";
}

export const CAUSES = ["segments", "prefix", "cleaning"] as const;
