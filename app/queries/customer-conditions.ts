import { SCORES_IN_ORDER } from "../pipeline/shared/score-names.ts";
import type { CustomerFilter } from "./customer-filter.ts";

/** Gives a value its place among a statement's parameters: "$3". */
export type Bind = (value: unknown) => string;

/** The character after "9". LIKE would say the same, and row security keeps it from using its index. */
const AFTER_DIGITS = ":";
const MICRO_POINTS = 1_000_000;

/** A filter as conditions on rows of profile, all of which must hold. `shop` is the place of the shop's number. */
export function customerConditions(
  filter: CustomerFilter,
  { shop, bind }: { shop: string; bind: Bind },
): string[] {
  const found: string[] = [];
  const { ids, idPrefix, ranges = {}, group, consent, seenSince, quietSince } = filter;
  if (ids !== undefined) found.push(`profile.customer_id = ANY(${bind(ids)}::text[])`);
  if (idPrefix !== undefined) {
    const digits = idPrefix.replace(/\D/g, "");
    // By the record, which has the index for it, and by the whole id: an order may come before its customer's record.
    found.push(
      `profile.customer_id IN (
         SELECT customer_id FROM customer WHERE shop_id = ${shop}
           AND customer_id ~>=~ ${bind(digits)} AND customer_id ~<~ ${bind(`${digits}${AFTER_DIGITS}`)}
         UNION ALL SELECT ${bind(digits)})`,
    );
  }
  for (const score of SCORES_IN_ORDER) {
    const range = ranges[score];
    if (range === undefined) continue;
    const [from, to] = range.map((points) => points * MICRO_POINTS);
    found.push(`profile.${score} BETWEEN ${bind(from)}::int AND ${bind(to)}::int`);
  }
  if (group !== undefined) found.push(`profile.rfm_group = ${bind(group)}`);
  if (consent !== undefined) {
    found.push(
      `EXISTS (SELECT FROM customer_consent AS consent WHERE consent.shop_id = ${shop}
         AND consent.customer_id = profile.customer_id AND channel = ${bind(consent)}
         AND consent.state = 'subscribed')`,
    );
  }
  if (seenSince !== undefined)
    found.push(`profile.last_seen_at >= ${bind(new Date(seenSince))}::timestamptz`);
  if (quietSince !== undefined)
    found.push(`profile.last_seen_at < ${bind(new Date(quietSince))}::timestamptz`);
  if (filter.isExcluded === true) {
    found.push(
      `profile.customer_id IN (SELECT customer_id FROM customer_exclusion WHERE shop_id = ${shop})`,
    );
  }
  return found;
}
