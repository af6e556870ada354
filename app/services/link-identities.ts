import {
  assignProfiles,
  ensureIdentities,
  loadConnected,
  saveEdges,
  type IdentityRow,
} from "../db/identities.ts";
import type { Queryable } from "../db/transaction.ts";
import { identityKey, resolveIdentities } from "../pipeline/normalize/identity.ts";
import type { IdentityLink, IdentityRef } from "../pipeline/shared/records.ts";

export interface LinkedIdentities {
  /** By identity key: where each identity that was asked for now belongs. */
  byKey: Map<string, IdentityRow>;
  /** Profiles whose set of identities changed: those that gained and those that lost. */
  changed: Set<number>;
}

/** Makes identities known, ties them by the links, and moves those whose profile is another one now. */
export async function linkIdentities(
  db: Queryable,
  shopId: number,
  told: { refs: IdentityRef[]; links: IdentityLink[] },
): Promise<LinkedIdentities> {
  const refs = [...told.refs, ...told.links.flatMap((link) => [link.from, link.to])];
  const unique = [...new Map(refs.map((ref) => [identityKey(ref), ref])).values()];
  const rows = await ensureIdentities(db, shopId, unique);
  const byKey = new Map(rows.map((row) => [identityKey(row), row]));
  const changed = new Set<number>();
  const edges = told.links.flatMap((link) => {
    const from = byKey.get(identityKey(link.from));
    const to = byKey.get(identityKey(link.to));
    return from && to
      ? [{ fromId: from.identityId, toId: to.identityId, reason: link.reason, at: link.at }]
      : [];
  });
  if (edges.length === 0) return { byKey, changed };

  await saveEdges(db, shopId, edges);
  const linked = [...new Set(edges.flatMap((edge) => [edge.fromId, edge.toId]))];
  const connected = await loadConnected(db, shopId, linked);
  const known = new Map(connected.identities.map((row) => [identityKey(row), row]));
  const { roots } = resolveIdentities(connected);
  const moves: { identityId: number; profileId: number }[] = [];
  for (const [key, row] of known) {
    const root = known.get(roots.get(key) ?? key);
    if (!root || root.identityId === row.profileId) continue;
    moves.push({ identityId: row.identityId, profileId: root.identityId });
    changed.add(row.profileId).add(root.identityId);
    const asked = byKey.get(key);
    if (asked) asked.profileId = root.identityId;
  }
  await assignProfiles(db, shopId, moves);
  return { byKey, changed };
}
