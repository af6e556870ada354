import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  findNextStep,
  isEmbedOn,
  NEXT_STEPS,
  type HomeFacts,
  type NextStep,
} from "../../../../app/components/dashboard/next-step.ts";
import { ticksOf } from "../../../../app/components/dashboard/welcome-steps.ts";
import { DAY_MS } from "../../../../app/pipeline/shared/time.ts";

const NOW = 100 * DAY_MS;

type Source = HomeFacts["sources"][number];

interface Change {
  embed?: HomeFacts["embed"];
  heardAt?: number | null;
  pixel?: Source["state"];
  klaviyo?: Source["state"];
  status?: Partial<HomeFacts["status"]>;
  firstSteps?: Partial<HomeFacts["firstSteps"]>;
}

/** A shop in which everything is set up, with what a test changes. */
function factsWith(change: Change): HomeFacts {
  const heardAt = change.heardAt === undefined ? NOW - 1 : change.heardAt;
  return {
    asOf: NOW,
    embed: change.embed ?? "active",
    status: { customers: 9, visitors: 3, refusedCustomers: 0, ...change.status },
    sources: [
      { source: "proxy", state: { kind: "alive" }, lastHeardAt: heardAt },
      { source: "pixel", state: change.pixel ?? { kind: "alive" }, lastHeardAt: NOW },
      { source: "klaviyo", state: change.klaviyo ?? { kind: "alive" }, lastHeardAt: NOW },
    ],
    firstSteps: {
      isClosed: false,
      isReady: true,
      readyAt: NOW - 10 * DAY_MS,
      installedAt: NOW - 10 * DAY_MS,
      tagMode: "writing",
      hasOwnSegment: true,
      hasWrittenTags: true,
      isActedOn: true,
      hasDataRequest: false,
      fittedAt: NOW,
      ...change.firstSteps,
    },
  };
}

const failing: Source["state"] = {
  kind: "failing",
  failure: { reason: "pixel", error: "NO_EXTENSION" },
};

test.each<[NextStep, Change]>([
  ["look", {}],
  ["pixel", { pixel: failing }],
  ["embed", { embed: "inactive" }],
  ["embed", { embed: "unknown", heardAt: null }],
  ["tagsRefused", { status: { refusedCustomers: 1 } }],
  ["tagsPaused", { firstSteps: { tagMode: "paused" } }],
  ["tagsPaused", { firstSteps: { tagMode: "cleaned" } }],
  ["dataRequest", { firstSteps: { hasDataRequest: true } }],
  ["consent", { heardAt: null }],
  ["waitHistory", { firstSteps: { isReady: false } }],
  ["waitCustomer", { status: { customers: 0, visitors: 0 } }],
  ["ownSegment", { firstSteps: { hasOwnSegment: false } }],
  ["useTags", { firstSteps: { isActedOn: false } }],
  ["email", { klaviyo: { kind: "off" } }],
])("the next step is %s when %j", (step, change) => {
  expect(findNextStep(factsWith(change))).toBe(step);
});

describe("an embed", () => {
  test("of which the admin says nothing is on when it was ever heard; otherwise the admin's word holds", () => {
    expect(isEmbedOn(factsWith({ embed: "unknown" }))).toBe(true);
    expect(isEmbedOn(factsWith({ embed: "inactive" }))).toBe(false);
    expect(isEmbedOn(factsWith({ embed: "active", heardAt: null }))).toBe(true);
  });

  test("that was turned on a moment ago has nobody's consent to ask after", () => {
    const facts = factsWith({ heardAt: null, firstSteps: { installedAt: NOW - 60_000 } });
    expect(findNextStep(facts)).toBe("look");
  });
});

const anyFacts = fc
  .record({
    embed: fc.constantFrom<HomeFacts["embed"][]>("active", "inactive", "unknown"),
    heardAt: fc.constantFrom(null, NOW - 5),
    pixel: fc.constantFrom<Source["state"][]>({ kind: "alive" }, { kind: "working" }, failing),
    klaviyo: fc.constantFrom<Source["state"][]>({ kind: "alive" }, { kind: "off" }),
    status: fc.record({ customers: fc.nat(2), visitors: fc.nat(1), refusedCustomers: fc.nat(1) }),
    firstSteps: fc.record({
      isReady: fc.boolean(),
      installedAt: fc.constantFrom(NOW, NOW - 9 * DAY_MS),
      tagMode: fc.constantFrom<HomeFacts["firstSteps"]["tagMode"][]>(
        "writing",
        "paused",
        "cleaning",
        "cleaned",
      ),
      hasOwnSegment: fc.boolean(),
      isActedOn: fc.boolean(),
      hasDataRequest: fc.boolean(),
    }),
  })
  .map(factsWith);

const withSteps = (facts: HomeFacts, change: Partial<HomeFacts["firstSteps"]>): HomeFacts => ({
  ...facts,
  firstSteps: { ...facts.firstSteps, ...change },
});

const withState = (facts: HomeFacts, source: string, state: Source["state"]): HomeFacts => ({
  ...facts,
  sources: facts.sources.map((one) => (one.source === source ? { ...one, state } : one)),
});

/** What a merchant does, or waits for, at each step. */
const DO: Record<NextStep, (facts: HomeFacts) => HomeFacts> = {
  pixel: (facts) => withState(facts, "pixel", { kind: "alive" }),
  embed: (facts) => ({ ...facts, embed: "active" }),
  tagsRefused: (facts) => ({ ...facts, status: { ...facts.status, refusedCustomers: 0 } }),
  tagsPaused: (facts) => withSteps(facts, { tagMode: "writing" }),
  dataRequest: (facts) => withSteps(facts, { hasDataRequest: false }),
  consent: (facts) => ({
    ...facts,
    sources: facts.sources.map((one) => ({ ...one, lastHeardAt: NOW })),
  }),
  waitHistory: (facts) => withSteps(facts, { isReady: true }),
  waitCustomer: (facts) => ({ ...facts, status: { ...facts.status, customers: 1 } }),
  ownSegment: (facts) => withSteps(facts, { hasOwnSegment: true }),
  useTags: (facts) => withSteps(facts, { isActedOn: true }),
  email: (facts) => withState(facts, "klaviyo", { kind: "unheard" }),
  look: (facts) => facts,
};

test("who does what is next comes, from wherever, to the end, and is never asked for the same twice", () => {
  fc.assert(
    fc.property(anyFacts, (start) => {
      const asked: NextStep[] = [];
      let facts = start;
      for (let step = findNextStep(facts); step !== "look"; step = findNextStep(facts)) {
        expect(asked).not.toContain(step);
        asked.push(step);
        facts = DO[step](facts);
      }
      expect(asked.length).toBeLessThan(NEXT_STEPS.length);
    }),
  );
});

test("the first steps tick themselves by what was done", () => {
  const none = { isReady: false, hasOwnSegment: false, hasWrittenTags: false };
  expect(ticksOf(factsWith({ embed: "inactive", firstSteps: none }))).toEqual({
    history: false,
    embed: false,
    segment: false,
    tags: false,
  });
  expect(Object.values(ticksOf(factsWith({}))).every(Boolean)).toBe(true);
});
