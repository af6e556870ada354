import {
  assignProfiles,
  ensureIdentities,
  loadConnected,
  saveEdges,
  type IdentityRow,
} from "../db/identities.ts";
import { markBenchmarksStale } from "../db/benchmarks.ts";
import { carryMemberships } from "../db/memberships.ts";
import { findEarliestOrders } from "../db/orders.ts";
import { findEarliestSlots } from "../db/roll-up.ts";
import { saveProfileMerges, type NewProfileMerge } from "../db/profile-merges.ts";
import type { Queryable } from "../db/transaction.ts";
import { findClientWindows, WHOLE } from "../pipeline/normalize/client-windows.ts";
import { identityKey, resolveIdentities, sortLinks } from "../pipeline/normalize/identity.ts";
import type { IdentityLink, IdentityRef } from "../pipeline/shared/identities.ts";
import { dayOf } from "../pipeline/shared/time.ts";
import { noteSince, type Since } from "./since.ts";

export interface LinkedIdentities {
  /** By identity key: where each identity that was asked for now belongs. */
  byKey: Map<string, IdentityRow>;
  /** Profiles that are made of other identities, or of other parts of them, than before. */
  changed: Set<number>;
  /** Since when that counts, of those for which it does. */
  since: Since;
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
  const rows = await ensureIdentities(db, shopId, unique);
  const byKey = new Map(rows.map((row) => [identityKey(row), row]));
  const edges = links.flatMap((link) => {
    const from = byKey.get(identityKey(link.from));
    const to = byKey.get(identityKey(link.to));
    return from && to
      ? [{ fromId: from.identityId, toId: to.identityId, reason: link.reason, at: link.at }]
      : [];
  });
  if (edges.length === 0) return { byKey, changed: new Set(), since: new Map() };
  await saveEdges(db, shopId, edges);
  const linked = [...new Set(edges.flatMap((edge) => [edge.fromId, edge.toId]))];
  const { moved, ...settled } = await settleIdentities(db, shopId, {
    identityIds: linked,
    now: told.now,
  });
  for (const [key, row] of moved) if (byKey.has(key)) byKey.set(key, row);
  return { byKey, ...settled };
}

/**
 * Resolves everything that is connected with some identities again, from the links as they now stand,
 * and notes which existing profiles became one. The caller holds the shop's ingest lock.
 */
export async function settleIdentities(
  db: Queryable,
  shopId: number,
  asked: { identityIds: number[]; now: number },
): Promise<{ moved: Map<string, IdentityRow>; changed: Set<number>; since: Since }> {
  const connected = await loadConnected(db, shopId, asked.identityIds);
  const known = new Map(connected.identities.map((row) => [identityKey(row), row]));
  const resolved = resolveIdentities(connected);
  const windows = findClientWindows(connected.links, resolved);
  const moved = new Map<string, IdentityRow>();
  const changed = new Set<number>();
  const moves: Move[] = [];
  for (const [key, row] of known) {
    const profileId = known.get(resolved.roots.get(key) ?? key)?.identityId ?? row.profileId;
    const window = windows.get(key) ?? WHOLE;
    const isSame =
      profileId === row.profileId &&
      window.countsFrom === row.countsFrom &&
      window.countsUntil === row.countsUntil;
    if (isSame) continue;
    moved.set(key, { ...row, ...window, profileId });
    changed.add(row.profileId).add(profileId);
    moves.push({ ...row, from: row.profileId, to: profileId });
  }
  await saveProfileMerges(db, shopId, findMerges(known, moved, resolved.joined), asked.now);
  // A profile whose own root moves is no more: its person goes on where the root went.
  const gone = moves.filter(({ identityId, from }) => identityId === from);
  await carryMemberships(db, shopId, gone);
  await assignProfiles(db, shopId, [...moved.values()]);
  return { moved, changed, since: await findSince(db, shopId, moves) };
}

/** An identity that went from one profile to another, or counts to its own by another part. */
interface Move extends IdentityRef {
  identityId: number;
  from: number;
  to: number;
}

/**
 * The earliest that both profiles of each move count otherwise. Where a customer with orders moves, the shop
 * has other customers than before: what they are compared with is out of date too.
 */
async function findSince(db: Queryable, shopId: number, moves: readonly Move[]): Promise<Since> {
  const customers = moves.filter(({ kind, from, to }) => kind === "customer" && from !== to);
  const orders = await findEarliestOrders(
    db,
    shopId,
    customers.map(({ key }) => key),
  );
  if (orders.size > 0) {
    await markBenchmarksStale(db, shopId, dayOf(Math.min(...orders.values())) + 1);
  }
  const slots = await findEarliestSlots(
    db,
    shopId,
    moves.map(({ identityId }) => identityId),
  );
  const since: Since = new Map();
  for (const { kind, key, identityId, from, to } of moves) {
    const ordered = kind === "customer" ? orders.get(key) : undefined;
    const at = Math.min(slots.get(identityId) ?? Infinity, ordered ?? Infinity);
    if (at === Infinity) continue;
    noteSince(since, from, at);
    noteSince(since, to, at);
  }
  return since;
}

/** The links that now join what were two profiles. */
function findMerges(
  known: ReadonlyMap<string, IdentityRow>,
  moved: ReadonlyMap<string, IdentityRow>,
  joined: readonly IdentityLink[],
): NewProfileMerge[] {
  return joined.flatMap((link) => {
    const from = known.get(identityKey(link.from));
    const to = known.get(identityKey(link.to));
    if (!from || !to || from.profileId === to.profileId) return [];
    const keptId = (moved.get(identityKey(link.from)) ?? from).profileId;
    return [
      {
        fromId: from.identityId,
        toId: to.identityId,
        reason: link.reason,
        linkedAt: link.at,
        keptId,
        absorbedId: from.profileId === keptId ? to.profileId : from.profileId,
        profileIds: [from.profileId, to.profileId],
      },
    ];
  });
}
