import type { Queryable } from "../db/transaction.ts";
import { SCORES_IN_ORDER } from "../pipeline/shared/score-names.ts";
import type { CustomerFilter } from "./customer-filter.ts";

/** Gives a value its place among a statement's parameters: "$3". */
export type Bind = (value: unknown) => string;

/** The character after "9". LIKE would say the same, and row security keeps it from using its index. */
const AFTER_DIGITS = ":";
const MICRO_POINTS = 1_000_000;

/** So many ids are looked up one by one; where more begin so, the list meets enough of them in its own order. */
const MOST_LOOKED_UP = 1000;

/** Whether more ids of the shop's customers begin like this than are worth looking up one by one. */
export async function isCommonPrefix(
  db: Queryable,
  { shopId, idPrefix }: { shopId: number; idPrefix: string },
): Promise<boolean> {
  const digits = onlyDigits(idPrefix);
  const { rowCount } = await db.query(
    `SELECT FROM customer WHERE shop_id = $1 AND customer_id ~>=~ $2 AND customer_id ~<~ $3
     LIMIT ${MOST_LOOKED_UP + 1}`,
    [shopId, digits, `${digits}${AFTER_DIGITS}`],
  );
  return (rowCount ?? 0) > MOST_LOOKED_UP;
}

const onlyDigits = (text: string): string => text.replace(/\D/g, "");

/**
 * A filter as conditions on rows of profile, all of which must hold. `shop` is the place of the shop's number.
 * @param isPrefixCommon what isCommonPrefix says of the filter's beginning of an id, where it has one
 */
export function customerConditions(
  filter: CustomerFilter,
  { shop, bind, isPrefixCommon }: { shop: string; bind: Bind; isPrefixCommon: boolean },
): string[] {
  const found: string[] = [];
  const { ids, idPrefix, ranges = {}, group, consent, seenSince, quietSince } = filter;
  if (ids !== undefined) found.push(`profile.customer_id = ANY(${bind(ids)}::text[])`);
  if (idPrefix !== undefined) {
    const [from, to] = [onlyDigits(idPrefix), `${onlyDigits(idPrefix)}${AFTER_DIGITS}`].map(bind);
    // By the record, which has the index for it, and by the whole id: an order may come before its customer's record.
    found.push(
      isPrefixCommon
        ? `profile.customer_id ~>=~ ${from} AND profile.customer_id ~<~ ${to}`
        : `profile.customer_id IN (
             SELECT customer_id FROM customer WHERE shop_id = ${shop}
               AND customer_id ~>=~ ${from} AND customer_id ~<~ ${to}
             UNION ALL SELECT ${from})`,
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
