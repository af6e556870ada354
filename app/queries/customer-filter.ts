import { z } from "zod";
import { RFM_GROUPS, type RfmGroup } from "../pipeline/shared/rfm-group-names.ts";
import { SCORES_IN_ORDER, type ScoreName } from "../pipeline/shared/score-names.ts";
import { DAY_MS, type Instant } from "../pipeline/shared/time.ts";

/** Which customers a list holds: those who meet all that is set. */
export interface CustomerFilter {
  /** Handle of a segment whose members alone are wanted. */
  segment?: string | undefined;
  /** The beginning of a customer id. */
  idPrefix?: string | undefined;
  /** These alone: found by a search elsewhere. */
  ids?: readonly string[] | undefined;
  /** From the first to the second, in points. */
  ranges?: Partial<Record<ScoreName, readonly [from: number, to: number]>>;
  group?: RfmGroup | undefined;
  /** Who may be written to over this channel. */
  consent?: "email" | "sms" | undefined;
  /** Who was seen at this instant or later. */
  seenSince?: Instant | undefined;
  /** Who was last seen before it. */
  quietSince?: Instant | undefined;
  /** Those whom the merchant has left out. */
  isExcluded?: boolean;
}

/** Of all of a filter's parameters in an address; what is none of its values is not set. */
const PARAMETERS = z.object({
  segment: z.string().min(1).max(100).optional().catch(undefined),
  group: z.enum(RFM_GROUPS).optional().catch(undefined),
  consent: z.enum(["email", "sms"]).optional().catch(undefined),
  seen: z.coerce.number().int().min(1).max(3650).optional().catch(undefined),
  quiet: z.coerce.number().int().min(1).max(3650).optional().catch(undefined),
  excluded: z.literal("yes").optional().catch(undefined),
});

const RANGE = /^(\d{1,3})-(\d{1,3})$/;

/** The filter that a page's address names, its search left out: that may have to be asked elsewhere. */
export function readCustomerFilter(params: URLSearchParams, now: Instant): CustomerFilter {
  const named = PARAMETERS.parse(Object.fromEntries(params));
  const ranges: CustomerFilter["ranges"] = {};
  for (const score of SCORES_IN_ORDER) {
    const range = readRange(params.get(score));
    if (range !== null) ranges[score] = range;
  }
  return {
    segment: named.segment,
    ranges,
    group: named.group,
    consent: named.consent,
    seenSince: daysBefore(now, named.seen),
    quietSince: daysBefore(now, named.quiet),
    isExcluded: named.excluded === "yes",
  };
}

const daysBefore = (now: Instant, days: number | undefined): Instant | undefined =>
  days === undefined ? undefined : now - days * DAY_MS;

/** "70-100" in points; null: none, or the wrong way around. */
function readRange(text: string | null): readonly [number, number] | null {
  const match = RANGE.exec(text ?? "");
  if (match === null) return null;
  const [from, to] = [Number(match[1]), Math.min(100, Number(match[2]))];
  return from <= to ? [from, to] : null;
}
