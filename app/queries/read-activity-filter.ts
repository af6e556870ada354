import {
  ACTIVITY_KINDS,
  ACTIVITY_OUTCOMES,
  type ActivityKind,
  type ActivityOutcome,
} from "../pipeline/shared/activity.ts";
import { DAY_MS, type Instant } from "../pipeline/shared/time.ts";
import type { ActivityFilter } from "./activity-entry.ts";

/** The periods to choose from, in days back from now; without one nothing is too old. */
export const ACTIVITY_DAYS = [1, 7, 30, 90] as const;

/** What the address says, as choices of the page. */
export interface ActivityChoice {
  kind: ActivityKind | null;
  outcome: ActivityOutcome | null;
  customer: string | null;
  days: (typeof ACTIVITY_DAYS)[number] | null;
}

/** What an address does not name, or names wrongly, does not narrow. */
export function readActivityChoice(params: URLSearchParams): ActivityChoice {
  const customer = params.get("customer")?.trim() ?? "";
  return {
    kind: ACTIVITY_KINDS.find((kind) => kind === params.get("kind")) ?? null,
    outcome: ACTIVITY_OUTCOMES.find((outcome) => outcome === params.get("outcome")) ?? null,
    customer: /^\d{1,20}$/.test(customer) ? customer : null,
    days: ACTIVITY_DAYS.find((days) => String(days) === params.get("days")) ?? null,
  };
}

export const filterOf = (
  { kind, outcome, customer, days }: ActivityChoice,
  now: Instant,
): ActivityFilter => ({
  kind,
  outcome,
  customerId: customer,
  from: days === null ? null : now - days * DAY_MS,
  to: null,
});
