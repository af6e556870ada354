import { describe, expect, test } from "vitest";
import { judgeSource, type Activity } from "../../../app/queries/judge-source.ts";
import type { SourceName } from "../../../app/pipeline/shared/source-names.ts";
import type { Tally } from "../../../app/queries/read-intake.ts";
import type { Comparison } from "../../../app/queries/read-reconciliation.ts";
import type { Setup } from "../../../app/queries/read-setup.ts";

const NOW = Date.parse("2026-11-20T15:00:00Z");
const MINUTE_MS = 60_000;

const tally = (part: Partial<Tally> = {}): Tally => ({
  accepted: 0,
  duplicate: 0,
  ignored: 0,
  rejected: 0,
  ...part,
});
const NOTHING: Activity = { lastHeardAt: null, lastHour: tally(), lastDay: tally() };
const SETUP: Setup = {
  installedAt: NOW - 30 * 86_400_000,
  embed: "active",
  pixel: { isActive: true, error: null, dueAt: null },
  activeKeys: 1,
  isKlaviyoConnected: true,
  backfill: [],
  comparisons: [],
};

const judge = (source: SourceName, activity: Partial<Activity> = {}, setup: Partial<Setup> = {}) =>
  judgeSource(source, {
    activity: { ...NOTHING, ...activity },
    setup: { ...SETUP, ...setup },
    now: NOW,
  });

describe.each(["webhook", "proxy", "pixel", "api", "klaviyo"] as const)("%s", (source) => {
  test("is unheard before anything came, alive within a day, and quiet after it", () => {
    expect(judge(source)).toEqual({ kind: "unheard" });
    const heard = { lastHeardAt: NOW - 1, lastDay: tally({ accepted: 1 }) };
    expect(judge(source, heard)).toEqual({ kind: "alive" });
    expect(judge(source, { lastHeardAt: NOW - 86_400_001 })).toEqual({ kind: "quiet" });
  });

  test.each(["duplicate", "ignored"] as const)("is alive by what is %s, too", (outcome) => {
    expect(judge(source, { lastDay: tally({ [outcome]: 1 }) })).toEqual({ kind: "alive" });
  });

  test("fails when all of a day was refused, be it one", () => {
    const refused = { lastHeardAt: NOW - 9, lastDay: tally({ rejected: 1 }) };
    expect(judge(source, refused)).toEqual({
      kind: "failing",
      failure: { reason: "all-refused" },
    });
  });

  test("fails when more of an hour was refused than taken, not at a few refusals", () => {
    const hour = (rejected: number, accepted: number): Partial<Activity> => ({
      lastHour: tally({ rejected, accepted }),
      lastDay: tally({ rejected, accepted }),
    });
    expect(judge(source, hour(10, 9))).toEqual({
      kind: "failing",
      failure: { reason: "most-refused" },
    });
    expect(judge(source, hour(9, 1))).toEqual({ kind: "alive" });
    expect(judge(source, hour(10, 10))).toEqual({ kind: "alive" });
  });
});

test("what is not connected is off, whatever came before", () => {
  const heard = { lastHeardAt: NOW - 1, lastDay: tally({ accepted: 1 }) };
  expect(judge("api", heard, { activeKeys: 0 })).toEqual({ kind: "off" });
  expect(judge("klaviyo", heard, { isKlaviyoConnected: false })).toEqual({ kind: "off" });
});

test("a pixel is being activated until it is, and fails with the words of who refused it", () => {
  const pixel = { isActive: false, error: null, dueAt: NOW };
  expect(judge("pixel", {}, { pixel })).toEqual({ kind: "working" });
  const failing = { kind: "failing", failure: { reason: "pixel", error: "Access denied" } };
  expect(judge("pixel", {}, { pixel: { ...pixel, error: "Access denied" } })).toEqual(failing);
  // One that stood: the check that failed may have found that it is gone.
  const gone = { isActive: true, error: "Access denied", dueAt: NOW };
  expect(judge("pixel", {}, { pixel: gone })).toEqual(failing);
});

test("a history is complete when every part of it is", () => {
  const step = (resource: string, finishedAt: number | null) => {
    return { resource, loaded: 1, total: 1, startedAt: NOW, finishedAt };
  };
  expect(judge("backfill")).toEqual({ kind: "working" });
  const backfill = [step("customers", NOW), step("orders", null)];
  expect(judge("backfill", {}, { backfill })).toEqual({ kind: "working" });
  expect(judge("backfill", {}, { backfill: [step("customers", NOW)] })).toEqual({
    kind: "complete",
  });
});

test("comparing is late when the longest due has waited more than half an hour", () => {
  const comparison = (dueAt: number, lastRunAt: number | null): Comparison => ({
    resource: "orders",
    compared: 0,
    repaired: 0,
    comparedUntil: NOW,
    dueAt,
    lastRunAt,
  });
  expect(judge("reconciliation")).toEqual({ kind: "working" });
  expect(judge("reconciliation", {}, { comparisons: [comparison(NOW, null)] })).toEqual({
    kind: "working",
  });
  const since = NOW - 30 * MINUTE_MS;
  const onTime = [comparison(since, NOW - 1), comparison(NOW + 1, NOW - 1)];
  expect(judge("reconciliation", {}, { comparisons: onTime })).toEqual({ kind: "alive" });
  const late = [comparison(NOW + 1, NOW - 1), comparison(since - 1, NOW - 1)];
  expect(judge("reconciliation", {}, { comparisons: late })).toEqual({
    kind: "failing",
    failure: { reason: "late", since: since - 1 },
  });
});
