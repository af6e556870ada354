import { IDENTITY_KINDS } from "../shared/records.ts";
import type { IdentityLink, IdentityRef } from "../shared/records.ts";

/** One text per identity: "customer:207119551". */
export function identityKey({ kind, key }: IdentityRef): string {
  return `${kind}:${key}`;
}

export interface ResolvedIdentities {
  /** Identity key -> key of the profile's root: its customer when it has one. */
  roots: Map<string, string>;
  /** Links that would have joined two customers, each pair once, in the order of their refusal. */
  refused: IdentityLink[];
}

/**
 * Groups identities into profiles. Links count in the order of (at, from, to), a pair of identities
 * once, at its earliest; one that would join two different customers is refused. The result depends on
 * the set of links alone, not on their order or repetition. Identities named only by links are included.
 *
 * A profile's root is its customer, else its smallest identity by kind (checkout, cart, client), then key.
 */
export function resolveIdentities({
  identities,
  links,
}: {
  identities: Iterable<IdentityRef>;
  links: Iterable<IdentityLink>;
}): ResolvedIdentities {
  const parents = new Map<string, string>();
  const refs = new Map<string, IdentityRef>();
  const add = (ref: IdentityRef): void => {
    const key = identityKey(ref);
    if (parents.has(key)) return;
    parents.set(key, key);
    refs.set(key, ref);
  };
  for (const identity of identities) add(identity);

  const refused: IdentityLink[] = [];
  for (const link of sortLinks(links)) {
    add(link.from);
    add(link.to);
    const a = findRoot(parents, identityKey(link.from));
    const b = findRoot(parents, identityKey(link.to));
    if (a === b) continue;
    const refA = refs.get(a) ?? link.from;
    const refB = refs.get(b) ?? link.to;
    // A root is the smallest of its group and customers come first, so a group's customer is its root.
    if (refA.kind === "customer" && refB.kind === "customer") refused.push(link);
    else if (compareRefs(refA, refB) < 0) parents.set(b, a);
    else parents.set(a, b);
  }

  const roots = new Map<string, string>();
  for (const key of parents.keys()) roots.set(key, findRoot(parents, key));
  return { roots, refused };
}

/** Links of distinct pairs, each at its earliest, the more certain identity first, sorted. */
function sortLinks(links: Iterable<IdentityLink>): IdentityLink[] {
  const pairs = new Map<string, IdentityLink>();
  for (const given of links) {
    const isTurned = compareRefs(given.from, given.to) > 0;
    const link = isTurned ? { ...given, from: given.to, to: given.from } : given;
    const pair = `${identityKey(link.from)} ${identityKey(link.to)}`;
    const known = pairs.get(pair);
    if (known === undefined || comparePair(link, known) < 0) pairs.set(pair, link);
  }
  return [...pairs.values()].sort(
    (a, b) => a.at - b.at || compareRefs(a.from, b.from) || compareRefs(a.to, b.to),
  );
}

function comparePair(a: IdentityLink, b: IdentityLink): number {
  return a.at - b.at || compareTexts(a.reason, b.reason);
}

const kindRank = new Map(IDENTITY_KINDS.map((kind, index) => [kind, index]));

function compareRefs(a: IdentityRef, b: IdentityRef): number {
  return (kindRank.get(a.kind) ?? 0) - (kindRank.get(b.kind) ?? 0) || compareTexts(a.key, b.key);
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Follows parents to the root, halving the path behind it. */
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
