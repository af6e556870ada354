import { trustOfReason } from "../shared/identities.ts";
import type { IdentityLink, LinkReason } from "../shared/identities.ts";
import { TRUST_LEVELS } from "../shared/signals.ts";
import { DAY_MS, slotOf } from "../shared/time.ts";
import type { Instant, Slot } from "../shared/time.ts";
import { identityKey, sortLinks } from "./identity.ts";
import type { ResolvedIdentities } from "./identity.ts";

/** How far back a browser's history becomes a person's when the person is first known on it. */
export const JOINED_HISTORY_DAYS = 30;

/** Which slots of a browser count to its profile. */
export interface ClientWindow {
  /** The first that does; null: from the beginning. */
  countsFrom: Slot | null;
  /** The first that does not any more; null: without an end. */
  countsUntil: Slot | null;
}

export const WHOLE: ClientWindow = { countsFrom: null, countsUntil: null };

/**
 * The windows of all clients whose profile has a customer, by identity key; other clients count whole.
 *
 * A client counts from 30 days before its person was first known on it: who knows whose it was before.
 * And it counts until a second customer is told on it: from then on two people use it, and what it
 * does without a log-in belongs to neither. The quarter of an hour in which that happens is neither's
 * either. Only a link at least as trusted as the one that tied the client parts it: a claim does not undo
 * what a signature said. Depends on the set of links alone.
 */
export function findClientWindows(
  links: Iterable<IdentityLink>,
  { roots, refused }: ResolvedIdentities,
): Map<string, ClientWindow> {
  const held = sortLinks(links).filter(
    ({ from, to }) => roots.get(identityKey(from)) === roots.get(identityKey(to)),
  );
  const knownAt = findFirstKnown(held);
  const trusted = new Map<string, number>();
  for (const { from, to, reason } of held) {
    for (const end of [from, to].filter(({ kind }) => kind === "client").map(identityKey)) {
      trusted.set(end, Math.min(trusted.get(end) ?? Infinity, trustRank(reason)));
    }
  }
  const windows = new Map<string, ClientWindow>();
  for (const [key, at] of knownAt) {
    if (!key.startsWith("client:")) continue;
    const countsFrom = slotOf(at - JOINED_HISTORY_DAYS * DAY_MS);
    windows.set(key, { countsFrom, countsUntil: null });
  }
  for (const { from, to, reason, at } of refused) {
    for (const [end, other] of [
      [from, to],
      [to, from],
    ] as const) {
      const key = identityKey(end);
      const window = windows.get(key);
      const isSomebodys = roots.get(identityKey(other))?.startsWith("customer:") === true;
      if (window === undefined || !isSomebodys) continue;
      if (trustRank(reason) > (trusted.get(key) ?? 0)) continue;
      window.countsUntil = Math.min(window.countsUntil ?? Infinity, slotOf(at));
    }
  }
  return windows;
}

const trustRank = (reason: LinkReason): number => TRUST_LEVELS.indexOf(trustOfReason(reason));

/**
 * When each identity was first connected with a customer, by identity key: the links are laid in the
 * order of their instants until a customer is reached.
 */
function findFirstKnown(held: readonly IdentityLink[]): Map<string, Instant> {
  const knownAt = new Map<string, Instant>();
  /** Identities that no customer is connected with yet, each with its whole group. */
  const waiting = new Map<string, Set<string>>();
  const groupOf = (key: string): Set<string> => {
    const group = waiting.get(key) ?? new Set([key]);
    waiting.set(key, group);
    return group;
  };
  const arrive = (keys: Iterable<string>, at: Instant): void => {
    for (const key of keys) {
      knownAt.set(key, at);
      waiting.delete(key);
    }
  };
  for (const { from, to, at } of [...held].sort((a, b) => a.at - b.at)) {
    const [a, b] = [identityKey(from), identityKey(to)];
    const [isKnownA, isKnownB] = [a, b].map(
      (key) => knownAt.has(key) || key.startsWith("customer:"),
    );
    if (isKnownA === true && isKnownB === true) continue;
    if (isKnownA === true) arrive(groupOf(b), at);
    else if (isKnownB === true) arrive(groupOf(a), at);
    else joinGroups(groupOf(a), groupOf(b), waiting);
  }
  return knownAt;
}

/** Puts the smaller group into the larger one. */
function joinGroups(a: Set<string>, b: Set<string>, waiting: Map<string, Set<string>>): void {
  if (a === b) return;
  const [large, small] = a.size >= b.size ? [a, b] : [b, a];
  for (const key of small) {
    large.add(key);
    waiting.set(key, large);
  }
}
