import fc from "fast-check";
import { expect, test } from "vitest";
import { resolveIdentities } from "../../../../app/pipeline/normalize/identity.ts";
import {
  IDENTITY_KINDS,
  isBlockedIdentity,
  MOST_PER_PERSON,
} from "../../../../app/pipeline/shared/identities.ts";
import type { IdentityLink, IdentityRef } from "../../../../app/pipeline/shared/identities.ts";

const ref = (text: string): IdentityRef => {
  const [name = "", key = ""] = text.split(":");
  const kind = IDENTITY_KINDS.find((candidate) => candidate === name);
  if (kind === undefined) throw new Error(`${text} names no identity`);
  return { kind, key };
};
const link = (from: string, to: string, at: number): IdentityLink => ({
  from: ref(from),
  to: ref(to),
  reason: "browse",
  at,
});

const refArbitrary: fc.Arbitrary<IdentityRef> = fc.record({
  kind: fc.constantFrom(...IDENTITY_KINDS),
  key: fc.constantFrom("1", "2", "3", "4"),
});
const linkArbitrary: fc.Arbitrary<IdentityLink> = fc.record({
  from: refArbitrary,
  to: refArbitrary,
  reason: fc.constantFrom("browse", "order"),
  at: fc.integer({ min: 0, max: 5 }),
});

test("an identity without links is its own root", () => {
  const { roots, refused } = resolveIdentities({ identities: [ref("client:a")], links: [] });
  expect([...roots]).toEqual([["client:a", "client:a"]]);
  expect(refused).toEqual([]);
});

test("a browser, its cart and its checkout become the customer's when the customer is known", () => {
  const { roots } = resolveIdentities({
    identities: [],
    links: [
      link("client:a", "cart:b", 1),
      link("checkout:c", "cart:b", 2),
      link("checkout:c", "customer:9", 3),
    ],
  });
  expect(new Set(roots.values())).toEqual(new Set(["customer:9"]));
  expect(roots.size).toBe(4);
});

test("without a customer the root is the most certain identity, then the smallest key", () => {
  const { roots } = resolveIdentities({
    identities: [],
    links: [link("client:a", "cart:z", 1), link("client:a", "cart:b", 2)],
  });
  expect(new Set(roots.values())).toEqual(new Set(["cart:b"]));
});

test("a link that would join two customers is refused, and the earlier one stands", () => {
  const late = link("customer:2", "client:a", 5);
  const { roots, refused } = resolveIdentities({
    identities: [],
    links: [late, link("client:a", "customer:1", 4), late],
  });
  expect(roots.get("client:a")).toBe("customer:1");
  expect(roots.get("customer:2")).toBe("customer:2");
  expect(refused).toEqual([late]);
});

test("a chain of links never joins two customers either", () => {
  const { roots } = resolveIdentities({
    identities: [],
    links: [
      link("customer:1", "client:a", 1),
      link("customer:2", "cart:b", 2),
      link("client:a", "cart:b", 3),
    ],
  });
  expect(roots.get("client:a")).toBe("customer:1");
  expect(roots.get("cart:b")).toBe("customer:2");
});

test("no set of links joins two customers, and a profile with a customer is rooted in it", () => {
  fc.assert(
    fc.property(fc.array(linkArbitrary, { maxLength: 30 }), (links) => {
      const { roots, refused } = resolveIdentities({ identities: [], links });
      for (const [key, root] of roots) {
        if (key.startsWith("customer:")) expect(root).toBe(key);
        expect(roots.get(root)).toBe(root);
      }
      const isRefused = new Set(
        refused.flatMap(({ from, to }) => [
          `${from.kind}:${from.key} ${to.kind}:${to.key}`,
          `${to.kind}:${to.key} ${from.kind}:${from.key}`,
        ]),
      );
      for (const { from, to } of links) {
        const [a, b] = [`${from.kind}:${from.key}`, `${to.kind}:${to.key}`];
        expect(roots.get(a) === roots.get(b)).toBe(!isRefused.has(`${a} ${b}`));
      }
    }),
  );
});

test("the result does not depend on the links' order, direction or repetition", () => {
  const scenario = fc
    .array(linkArbitrary, { maxLength: 30 })
    .chain((links) =>
      fc.tuple(
        fc.constant(links),
        fc.shuffledSubarray([...links, ...links.slice(0, 5)], { minLength: links.length }),
        fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
      ),
    );
  fc.assert(
    fc.property(scenario, ([links, shuffled, turns]) => {
      const complete = [...shuffled, ...links].map((given, index) =>
        turns[index] === true ? { ...given, from: given.to, to: given.from } : given,
      );
      const plain = resolveIdentities({ identities: [], links });
      const other = resolveIdentities({ identities: [], links: complete });
      expect(new Map([...other.roots].toSorted())).toEqual(new Map([...plain.roots].toSorted()));
      expect(other.refused).toEqual(plain.refused);
    }),
  );
});

test("a surer reason is believed before a less sure one that came earlier", () => {
  const { roots, refused } = resolveIdentities({
    identities: [],
    links: [
      { ...link("customer:1", "client:a", 1), reason: "pixel" },
      { ...link("customer:2", "client:a", 9), reason: "log-in" },
    ],
  });
  expect(roots.get("client:a")).toBe("customer:2");
  expect(refused).toMatchObject([{ reason: "pixel" }]);
});

test("customers whom Shopify merged are one person, rooted in the one that was kept", () => {
  const merge = (kept: string, gone: string, at: number): IdentityLink => ({
    ...link(kept, gone, at),
    reason: "merge",
  });
  const links = [
    merge("customer:9", "customer:1", 5),
    merge("customer:8", "customer:9", 6),
    link("customer:1", "client:a", 1),
    link("customer:9", "cart:b", 2),
    link("customer:3", "client:a", 3),
  ];
  const { roots, refused } = resolveIdentities({ identities: [], links });
  for (const key of ["customer:1", "customer:9", "client:a", "cart:b"]) {
    expect(roots.get(key)).toBe("customer:8");
  }
  expect(roots.get("customer:3")).toBe("customer:3");
  expect(refused).toMatchObject([{ from: { key: "3" } }]);
});

test("a person takes no more ids of a kind than a person has, and the surest keep their place", () => {
  const most = MOST_PER_PERSON.client;
  const forged = Array.from({ length: most + 50 }, (_, index) => ({
    ...link("customer:1", `client:forged-${index}`, index),
    reason: "pixel" as const,
  }));
  const { roots, refused } = resolveIdentities({
    identities: [],
    links: [...forged, { ...link("customer:1", "client:own", 9_999), reason: "log-in" }],
  });
  expect(roots.get("client:own")).toBe("customer:1");
  expect([...roots.values()].filter((root) => root === "customer:1")).toHaveLength(most + 1);
  expect(refused).toHaveLength(51);
});

test.each(["null", "NONE", "0", "00000000-0000-0000-0000-000000000000", "anonymous", " test ", ""])(
  "an id that names nobody joins nobody: %j",
  (key) => {
    expect(isBlockedIdentity({ kind: "client", key })).toBe(true);
  },
);

test.each(["207119551", "0f5b1c3e-7f0a-4c1e-9a53-2f2b8a6d9c11", "nullable", "test-2"])(
  "an id of somebody is none of those: %j",
  (key) => {
    expect(isBlockedIdentity({ kind: "user", key })).toBe(false);
  },
);

test("a chain of fifteen thousand links is resolved", () => {
  const length = 15_000;
  const links = Array.from({ length }, (_, index) =>
    link(`cart:${index}`, `cart:${index + 1}`, length - index),
  );
  const { roots } = resolveIdentities({ identities: [], links });
  expect(new Set(roots.values()).size).toBe(1);
});
