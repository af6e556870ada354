import { addIdentities, lookUpIdentities, saveEdges, type IdentityRow } from "../db/identities.ts";
import type { Queryable } from "../db/transaction.ts";
import { identityKey, sortLinks } from "../pipeline/normalize/identity.ts";
import type { IdentityLink, IdentityRef } from "../pipeline/shared/identities.ts";
import { settleIdentities, type SettledIdentities } from "./settle-identities.ts";

export interface LinkedIdentities extends Omit<SettledIdentities, "moved"> {
  /** By identity key: where each identity that was asked for now belongs. */
  byKey: Map<string, IdentityRow>;
}

/** Makes identities known, ties them by the links, and moves those whose profile is another one now. */
export async function linkIdentities(
  db: Queryable,
  shopId: number,
  told: { refs: IdentityRef[]; links: IdentityLink[]; now: number },
): Promise<LinkedIdentities> {
  const links = sortLinks(told.links);
  const refs = [...told.refs, ...links.flatMap((link) => [link.from, link.to])];
  const unique = [...new Map(refs.map((ref) => [identityKey(ref), ref])).values()];
  const rows = await lookUpIdentities(db, shopId, unique);
  const byKey = new Map<string, IdentityRow>(rows.map((row) => [identityKey(row), row]));
  const fresh = new Set(rows.flatMap(({ identityId, isNew }) => (isNew ? identityId : [])));
  const { moved, ...settled } = await settleLinks(db, shopId, {
    links,
    byKey,
    fresh,
    now: told.now,
  });
  for (const [key, row] of moved) if (byKey.has(key)) byKey.set(key, row);
  const added = [...byKey.values()].filter(({ identityId }) => fresh.has(identityId));
  await addIdentities(db, shopId, added);
  return { byKey, ...settled };
}

async function settleLinks(
  db: Queryable,
  shopId: number,
  told: {
    links: IdentityLink[];
    byKey: ReadonlyMap<string, IdentityRow>;
    fresh: ReadonlySet<number>;
    now: number;
  },
): Promise<SettledIdentities> {
  const { byKey, fresh, now } = told;
  const ties = told.links.flatMap((link) => {
    const from = byKey.get(identityKey(link.from));
    const to = byKey.get(identityKey(link.to));
    return from && to ? [{ from, to, link }] : [];
  });
  await saveEdges(
    db,
    shopId,
    ties.map(({ from, to, link }) => ({
      ...{ fromId: from.identityId, toId: to.identityId },
      ...{ reason: link.reason, at: link.at },
    })),
  );
  const linked = new Map(
    ties.flatMap(({ from, to }) => [from, to]).map((row) => [row.identityId, row]),
  );
  const isFresh = ({ identityId }: IdentityRow): boolean => fresh.has(identityId);
  return settleIdentities(db, shopId, {
    identityIds: [...linked.keys()].filter((identityId) => !fresh.has(identityId)),
    // Nothing was known of them: their links are those that are told now.
    fresh: {
      identities: [...linked.values()].filter(isFresh),
      links: ties.flatMap(({ from, to, link }) => (isFresh(from) || isFresh(to) ? link : [])),
    },
    now,
  });
}
