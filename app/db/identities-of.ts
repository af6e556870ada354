/**
 * The identities of the profiles in a statement's $2, its $1 being the shop, in the place of a table: one lookup a profile. A shop that
 * has grown since PostgreSQL last looked seems to have a few rows, and so does each of those of which it notes nothing by itself: where the
 * planner may choose, it reads all identities of such a shop for a batch of people. For the same reason nothing else is asked of the rows before
 * they are found: an index that knows of it seems as good, and finds every customer of the shop.
 */
export const identitiesOf = (alias: string): string => `
  (SELECT DISTINCT unnest($2::bigint[]) AS asked_id) AS asked CROSS JOIN LATERAL (
    SELECT * FROM identity WHERE identity.shop_id = $1 AND identity.profile_id = asked.asked_id OFFSET 0) AS ${alias}`;
