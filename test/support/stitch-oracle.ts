import type pg from "pg";
import {
  BROWSE_SIGNALS,
  BROWSING_KINDS,
  judgeStitch,
  type GapCause,
} from "../../app/pipeline/shared/stitching.ts";

const DAY_MS = 86_400_000;
const SLOT_MS = 900_000;

interface Identity {
  id: number;
  kind: string;
  key: string;
  profileId: number;
  countsFrom: number | null;
  countsUntil: number | null;
}

/** Judges every online order by itself, with plain loops over all rows: slow, and easy to believe. */
export async function judgeOneByOne(
  pool: pg.Pool,
  shopId: number,
  range: { from: number; to: number },
): Promise<Map<string, "tied" | GapCause>> {
  const read = async <Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> =>
    (await pool.query<Row>(sql, [shopId])).rows;
  const identities = await read<Identity>(
    `SELECT identity_id AS id, kind, key, profile_id AS "profileId", counts_from AS "countsFrom",
       counts_until AS "countsUntil" FROM identity WHERE shop_id = $1`,
  );
  const edges = await read<{ from: number; to: number; reason: string; at: number }>(
    `SELECT from_id AS "from", to_id AS "to", reason, at FROM identity_edge WHERE shop_id = $1`,
  );
  const facts = await read<{ identityId: number; signal: string; at: number }>(
    `SELECT identity_id AS "identityId", signal, occurred_at AS at FROM fact WHERE shop_id = $1`,
  );
  const orders = await read<{ orderId: string; customerId: string | null; at: number }>(
    `SELECT order_id AS "orderId", customer_id AS "customerId", placed_at AS at FROM customer_order
     WHERE shop_id = $1 AND NOT is_test AND COALESCE(channel, 'web') = 'web'`,
  );
  const [shop] = await read<{ at: number }>(
    "SELECT installed_at AS at FROM shop WHERE shop_id = $1",
  );
  const byId = new Map(identities.map((identity) => [identity.id, identity]));
  const find = (kind: string, key: string | null) =>
    identities.find((identity) => identity.kind === kind && identity.key === key);
  const neighbors = (id: number, kinds: string[]): Identity[] =>
    edges.flatMap(({ from, to }) => {
      const other = byId.get(from === id ? to : to === id ? from : -1);
      return other !== undefined && kinds.includes(other.kind) ? [other] : [];
    });
  const counts = ({ countsFrom, countsUntil }: Identity, at: number): boolean =>
    at >= (countsFrom ?? -Infinity) * SLOT_MS && at < (countsUntil ?? Infinity) * SLOT_MS;

  const judged = orders
    .filter(({ at }) => at >= range.from && at < range.to)
    .map(({ orderId, customerId, at }) => {
      const owner = find("customer", customerId) ?? find("order", orderId);
      const own = identities.filter(({ profileId }) => profileId === owner?.profileId);
      const hasBrowsing = own.some(
        (identity) =>
          BROWSING_KINDS.some((kind) => kind === identity.kind) &&
          facts.some(
            (fact) =>
              fact.identityId === identity.id &&
              BROWSE_SIGNALS.some((signal) => signal === fact.signal) &&
              fact.at < at &&
              fact.at >= at - 30 * DAY_MS &&
              counts(identity, fact.at),
          ),
      );
      const tokens = edges.flatMap((edge) => {
        const token = byId.get(edge.to);
        const isToken = token?.kind === "cart" || token?.kind === "checkout";
        return edge.from === owner?.id && edge.reason === "order" && edge.at === at && isToken
          ? [token]
          : [];
      });
      const held = tokens.flatMap((token) => [
        token,
        ...(tokens.length === 1 ? neighbors(token.id, ["cart", "checkout"]) : []),
      ]);
      const browsers = held.flatMap(({ id }) => neighbors(id, ["client"]));
      const verdict = judgeStitch({
        hasBrowsing,
        isBeforeInstall: at < (shop?.at ?? 0),
        hasToken: tokens.length > 0,
        hasBrowser: browsers.length > 0,
        hasOwnBrowser: browsers.some(
          (browser) =>
            browser.profileId === owner?.profileId &&
            at < (browser.countsUntil ?? Infinity) * SLOT_MS,
        ),
      });
      return [orderId, verdict] as const;
    });
  return new Map(judged);
}
