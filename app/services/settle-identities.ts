import {
  assignProfiles,
  loadConnected,
  type ConnectedIdentities,
  type IdentityRow,
} from "../db/identities.ts";
import { markBenchmarksStale } from "../db/benchmarks.ts";
import { carryMemberships } from "../db/memberships.ts";
import { findEarliestOrders } from "../db/orders.ts";
import { findEarliestSlots } from "../db/roll-up.ts";
import { saveProfileMerges, type NewProfileMerge } from "../db/profile-merges.ts";
import type { Queryable } from "../db/transaction.ts";
import { findClientWindows, WHOLE } from "../pipeline/normalize/client-windows.ts";
import { identityKey, resolveIdentities } from "../pipeline/normalize/identity.ts";
import type { IdentityLink, IdentityRef } from "../pipeline/shared/identities.ts";
import { dayOf } from "../pipeline/shared/time.ts";
import { noteSince, type Since } from "./since.ts";

export interface SettledIdentities {
  /** By identity key: identities that belong elsewhere than before, or by another part of them, as they are now. */
  moved: Map<string, IdentityRow>;
  /** Profiles that are made of other identities, or of other parts of them, than before. */
  changed: Set<number>;
  /** Those of them that nobody belongs to any more: their own root went to another one. */
  gone: number[];
  /** Since when that counts, of those for which it does. */
  since: Since;
}

/**
 * Resolves everything that is connected with some identities again, from the links as they now stand,
 * and notes which existing profiles became one. The caller holds the shop's ingest lock.
 * @param asked.fresh identities that are not written yet, each as a profile of its own, and all links with them: the caller writes them
 * as they are moved
 */
export async function settleIdentities(
  db: Queryable,
  shopId: number,
  asked: { identityIds: number[]; fresh?: ConnectedIdentities; now: number },
): Promise<SettledIdentities> {
  const { fresh = { identities: [], links: [] } } = asked;
  const written = await loadConnected(db, shopId, asked.identityIds);
  const identities = [...written.identities, ...fresh.identities];
  const links = [...written.links, ...fresh.links];
  const known = new Map(identities.map((row) => [identityKey(row), row]));
  const unwritten = new Set(fresh.identities.map(({ identityId }) => identityId));
  const resolved = resolveIdentities({ identities, links });
  const windows = findClientWindows(links, resolved);
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
    const isNew = unwritten.has(row.identityId);
    // What bears the number of a new identity is no profile yet, and need not become one.
    if (!isNew) changed.add(row.profileId);
    changed.add(profileId);
    moves.push({ ...row, from: row.profileId, to: profileId, isNew });
  }
  const merges = findMerges(known, moved, resolved.joined).filter(({ profileIds }) =>
    profileIds.every((profileId) => !unwritten.has(profileId)),
  );
  await saveProfileMerges(db, shopId, merges, asked.now);
  // A profile whose own root moves is no more: its person goes on where the root went.
  const gone = moves.filter(
    ({ identityId, from, to, isNew }) => !isNew && identityId === from && from !== to,
  );
  await carryMemberships(db, shopId, gone);
  const assigned = [...moved.values()].filter(({ identityId }) => !unwritten.has(identityId));
  await assignProfiles(db, shopId, assigned);
  return {
    ...{ moved, changed, since: await findSince(db, shopId, moves) },
    gone: gone.map(({ from }) => from),
  };
}

/** An identity that went from one profile to another, or counts to its own by another part. */
interface Move extends IdentityRef {
  identityId: number;
  from: number;
  to: number;
  /** Not written yet: it has counted nothing so far. */
  isNew: boolean;
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
    moves.flatMap(({ identityId, isNew }) => (isNew ? [] : identityId)),
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
