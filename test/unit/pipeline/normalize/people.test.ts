import fc from "fast-check";
import { expect, test } from "vitest";
import { identityKey, resolveIdentities } from "../../../../app/pipeline/normalize/identity.ts";
import {
  IDENTITY_KINDS,
  LINK_RULES,
  MOST_PER_PERSON,
} from "../../../../app/pipeline/shared/identities.ts";
import type { IdentityLink, IdentityRef } from "../../../../app/pipeline/shared/identities.ts";

const SIGNED = LINK_RULES.filter(({ trust, reason }) => trust === "signed" && reason !== "merge");
const OTHERS = LINK_RULES.filter(({ trust }) => trust !== "signed");

/** Some people: each a customer with ids of their own, all of them tied to the customer by signed facts. */
const world = fc
  .record({
    people: fc.array(
      // As many as a person may have even where all are of the scarcest kind.
      fc.array(fc.constantFrom(...IDENTITY_KINDS.slice(1)), { maxLength: MOST_PER_PERSON.user }),
      { minLength: 1, maxLength: 8 },
    ),
    ties: fc.infiniteStream(fc.nat()),
    noise: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.integer({ min: 0, max: 99 }))),
  })
  .map(({ people, ties, noise }) => {
    const draw = (below: number): number => Number(ties.next().value) % below;
    const truth = new Map<string, string>();
    const refs: IdentityRef[] = [];
    const links: IdentityLink[] = [];
    people.forEach((kinds, person) => {
      const own: IdentityRef[] = [{ kind: "customer", key: String(person + 1) }];
      kinds.forEach((kind, index) => {
        const ref = { kind, key: `${person}-${index}` };
        const to = own[draw(own.length)];
        if (to === undefined) return;
        const reason = SIGNED[draw(SIGNED.length)]?.reason ?? "order";
        links.push({ from: to, to: ref, reason, at: draw(100) });
        own.push(ref);
      });
      for (const ref of own) truth.set(identityKey(ref), `customer:${person + 1}`);
      refs.push(...own);
    });
    // Shared browsers, claims of the pixel, forgeries: between any two ids of anybody.
    const wrong = noise.flatMap(([a, b, why, at]): IdentityLink[] => {
      const [from, to] = [refs[a % refs.length], refs[b % refs.length]];
      const reason = OTHERS[why % OTHERS.length]?.reason ?? "pixel";
      return from && to && from !== to ? [{ from, to, reason, at }] : [];
    });
    return { truth, links, wrong };
  });

test("in 1,000 random identity graphs no person is lost and none are mixed, whatever is claimed besides", () => {
  fc.assert(
    fc.property(world, ({ truth, links, wrong }) => {
      const { roots } = resolveIdentities({ identities: [], links: [...wrong, ...links] });
      for (const [key, person] of truth) if (roots.has(key)) expect(roots.get(key)).toBe(person);
      for (const { from, to } of links) {
        for (const ref of [from, to]) expect(roots.has(identityKey(ref))).toBe(true);
      }
    }),
    { numRuns: 1000 },
  );
});
