import { expect, test } from "vitest";
import { describeSource } from "../../../../app/components/sources/describe-source.ts";
import { readEmbedStatus } from "../../../../app/components/sources/embed-status.ts";
import type { SourceState } from "../../../../app/queries/judge-source.ts";
import { testWords } from "../../../support/words.ts";
import { SOURCE_NAMES, type SourceName } from "../../../../app/pipeline/shared/source-names.ts";
import type { Setup } from "../../../../app/queries/read-setup.ts";

const NOW = Date.parse("2026-11-20T15:00:00Z");
const NONE = { accepted: 0, duplicate: 0, ignored: 0, rejected: 0 };
const SETUP: Setup = {
  installedAt: 0,
  embed: "unknown",
  pixel: { isActive: false, error: null, dueAt: NOW + 61_000 },
  activeKeys: 0,
  isKlaviyoConnected: false,
  backfill: [
    { resource: "customers", loaded: 1200, total: 1200, startedAt: 0, finishedAt: 1 },
    { resource: "orders", loaded: 34, total: 50_000, startedAt: 0, finishedAt: null },
  ],
  comparisons: [],
};

function describe(
  source: SourceName,
  state: SourceState,
  { embed = "unknown" as "active" | "inactive" | "unknown", rejected = 0 } = {},
) {
  const tally = { ...NONE, rejected };
  const status = { source, state, lastHeardAt: null, lastHour: tally, lastDay: tally, hours: [] };
  return describeSource(testWords("sources"), status, { setup: SETUP, embed, asOf: NOW });
}

const STATES: SourceState[] = [
  { kind: "alive" },
  { kind: "quiet" },
  { kind: "unheard" },
  { kind: "working" },
  { kind: "complete" },
  { kind: "off" },
  { kind: "failing", failure: { reason: "all-refused" } },
  { kind: "failing", failure: { reason: "most-refused" } },
  { kind: "failing", failure: { reason: "pixel", error: "No." } },
  { kind: "failing", failure: { reason: "late", since: NOW - 3_600_000 } },
];

test.each(SOURCE_NAMES.flatMap((source) => STATES.map((state) => ({ source, state }))))(
  "every state has words: $source $state.kind",
  ({ source, state }) => {
    const { label, sentence, needsYou } = describe(source, state);
    expect(label).toMatch(/^[A-Z]/);
    expect(sentence).not.toMatch(/undefined|null|NaN|\.\./);
    // Who fails always needs somebody; who is alive never does.
    if (state.kind === "failing") expect(needsYou).toBe(true);
    if (state.kind === "alive") expect(needsYou).toBe(false);
  },
);

test("an embed that the published theme does not load needs the merchant, whatever was heard", () => {
  const off = describe("proxy", { kind: "alive" }, { embed: "inactive" });
  expect(off).toMatchObject({
    label: "Not activated",
    needsYou: true,
    action: "activate-embed",
  });
  expect(describe("webhook", { kind: "alive" }, { embed: "inactive" }).label).toBe("Active");
});

test("an embed that nobody was heard from is to be activated, unless the admin says that it is", () => {
  const unheard: SourceState = { kind: "unheard" };
  expect(describe("proxy", unheard)).toMatchObject({ needsYou: true, action: "activate-embed" });
  expect(describe("proxy", unheard, { embed: "active" })).toMatchObject({
    needsYou: false,
    action: null,
  });
});

test("sentences name the numbers behind them", () => {
  const sentence = (...args: Parameters<typeof describe>) => describe(...args).sentence;
  expect(sentence("backfill", { kind: "working" })).toBe("1,234 of 51,200 records read.");
  expect(
    sentence("api", { kind: "failing", failure: { reason: "all-refused" } }, { rejected: 2 }),
  ).toContain("2 messages in 24 hours");
  const pixel = { kind: "failing", failure: { reason: "pixel", error: "Access denied." } } as const;
  expect(sentence("pixel", pixel)).toBe(
    "It could not be activated: Access denied. Tried again in 2 min.",
  );
});

test("the admin's list of extensions says whether the embed is active, and an empty one says nothing", () => {
  const extension = (status: "active" | "available" | "unavailable", handle = "kindling") => [
    {
      handle: "kindling-storefront",
      type: "theme_app_extension" as const,
      activations: [
        { handle: "other", name: "Other", target: "section" as const, status, activations: [] },
        { handle, name: "Kindling", target: "body" as const, status, activations: [] },
      ],
    },
  ];
  expect(readEmbedStatus([])).toBe("unknown");
  expect(readEmbedStatus(extension("active"))).toBe("active");
  expect(readEmbedStatus(extension("available"))).toBe("inactive");
  expect(readEmbedStatus(extension("unavailable"))).toBe("inactive");
  expect(readEmbedStatus(extension("active", "another"))).toBe("unknown");
});
