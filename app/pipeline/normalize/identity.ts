import { IDENTITY_KINDS, LINK_REASONS, MOST_PER_PERSON } from "../shared/identities.ts";
import type { IdentityKind, IdentityLink, IdentityRef } from "../shared/identities.ts";

/** One text per identity: "customer:207119551". */
export function identityKey({ kind, key }: IdentityRef): string {
  return `${kind}:${key}`;
}

export interface ResolvedIdentities {
  /** Identity key -> key of the profile's root: its customer when it has one. */
  roots: Map<string, string>;
  /** Links that made one of two groups, in the order in which they were believed. */
  joined: IdentityLink[];
  /** Links that would have made two people one, each pair once, in the order of their refusal. */
  refused: IdentityLink[];
}

/** A person as far as is known: a group of identities, and its smallest one. */
interface Group {
  rootKey: string;
  root: IdentityRef;
  size: number;
  /** Customers that Shopify merged are one. */
  counts: Map<IdentityKind, number>;
}

/**
 * Groups identities into profiles. Links are believed in the order of their reasons' certainty, then of
 * their instants, then of their ids; a pair of identities once. A link that would join two different
 * customers, or give a person more ids of a kind than a person has, is refused; Shopify's own merge
 * alone joins customers. The result depends on the set of links alone, not on their order or
 * repetition. Identities named only by links are included.
 *
 * A profile's root is its customer, of merged ones the one that was kept; else its smallest identity by
 * kind (IDENTITY_KINDS), then key.
 */
export function resolveIdentities({
  identities,
  links,
}: {
  identities: Iterable<IdentityRef>;
  links: Iterable<IdentityLink>;
}): ResolvedIdentities {
  const sorted = sortLinks(links);
  const mergedAway = new Set(
    sorted.flatMap(({ reason, to }) => (reason === "merge" ? [identityKey(to)] : [])),
  );
  const parents = new Map<string, string>();
  const groups = new Map<string, Group>();
  const groupOf = (ref: IdentityRef): [string, Group] => {
    const key = identityKey(ref);
    const top = findRoot(parents, key);
    const known = groups.get(top);
    if (known !== undefined) return [top, known];
    const group = { rootKey: key, root: ref, size: 1, counts: new Map([[ref.kind, 1]]) };
    parents.set(key, key);
    groups.set(key, group);
    return [key, group];
  };
  for (const identity of identities) groupOf(identity);

  const joined: IdentityLink[] = [];
  const refused: IdentityLink[] = [];
  for (const link of sorted) {
    const [topA, a] = groupOf(link.from);
    const [topB, b] = groupOf(link.to);
    if (topA === topB) continue;
    const counts = addCounts(a.counts, b.counts, link);
    if ([...counts].some(([kind, count]) => count > MOST_PER_PERSON[kind])) {
      refused.push(link);
      continue;
    }
    joined.push(link);
    const { rootKey, root } = chooseRoot(a, b, mergedAway);
    const [over, under] = a.size >= b.size ? [topA, topB] : [topB, topA];
    parents.set(under, over);
    groups.delete(under);
    groups.set(over, { rootKey, root, size: a.size + b.size, counts });
  }

  const roots = new Map<string, string>();
  for (const key of parents.keys()) {
    roots.set(key, groups.get(findRoot(parents, key))?.rootKey ?? key);
  }
  return { roots, joined, refused };
}

function chooseRoot(a: Group, b: Group, mergedAway: ReadonlySet<string>): Group {
  if (a.root.kind === "customer" && b.root.kind === "customer") {
    const isAway = [mergedAway.has(a.rootKey), mergedAway.has(b.rootKey)];
    if (isAway[0] !== isAway[1]) return isAway[0] === true ? b : a;
  }
  return compareRefs(a.root, b.root) < 0 ? a : b;
}

function addCounts(
  a: ReadonlyMap<IdentityKind, number>,
  b: ReadonlyMap<IdentityKind, number>,
  { reason }: IdentityLink,
): Map<IdentityKind, number> {
  const sum = new Map(a);
  for (const [kind, count] of b) sum.set(kind, (sum.get(kind) ?? 0) + count);
  if (reason === "merge") sum.set("customer", 1);
  return sum;
}

/** Links of distinct pairs, each at its most certain and then earliest, in the order of belief. */
export function sortLinks(links: Iterable<IdentityLink>): IdentityLink[] {
  const pairs = new Map<string, IdentityLink>();
  for (const given of links) {
    // A merge has a direction: from the customer that was kept.
    const isTurned = given.reason !== "merge" && compareRefs(given.from, given.to) > 0;
    const link = isTurned ? { ...given, from: given.to, to: given.from } : given;
    const ends = [identityKey(link.from), identityKey(link.to)];
    if (given.reason === "merge") ends.sort();
    const pair = ends.join(" ");
    const known = pairs.get(pair);
    if (known === undefined || compareLinks(link, known) < 0) pairs.set(pair, link);
  }
  return [...pairs.values()].sort(compareLinks);
}

const reasonRank = new Map(LINK_REASONS.map((reason, rank) => [reason, rank]));

function compareLinks(a: IdentityLink, b: IdentityLink): number {
  return (
    (reasonRank.get(a.reason) ?? 0) - (reasonRank.get(b.reason) ?? 0) ||
    a.at - b.at ||
    compareRefs(a.from, b.from) ||
    compareRefs(a.to, b.to)
  );
}

const kindRank = new Map(IDENTITY_KINDS.map((kind, rank) => [kind, rank]));

/** The more certain identity first, then the smaller key. */
export function compareRefs(a: IdentityRef, b: IdentityRef): number {
  return (kindRank.get(a.kind) ?? 0) - (kindRank.get(b.kind) ?? 0) || compareTexts(a.key, b.key);
}

/** By code units, the same on every machine. */
export function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Follows parents to the top, halving the path behind it. */
function findRoot(parents: Map<string, string>, start: string): string {
  let key = start;
  for (;;) {
    const parent = parents.get(key) ?? key;
    if (parent === key) return key;
    const grandparent = parents.get(parent) ?? parent;
    parents.set(key, grandparent);
    key = grandparent;
  }
}
