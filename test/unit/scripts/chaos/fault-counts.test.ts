import { expect, test } from "vitest";
import { createFaultCounts, describeCounts } from "../../../../scripts/chaos/fault-counts.ts";

const withCode = (code: string) => Object.assign(new Error("a connection"), { code });

test("faults are counted by kind, and those of which something was seen apart", () => {
  const counts = createFaultCounts();
  counts.note("kill", "took-effect");
  counts.note("kill", "down");
  counts.note("kill-database", "took-effect");
  counts.note("fill-disk", "no-effect");
  counts.note("deploy", "took-effect");
  expect(counts.byKind()).toEqual({
    kill: { injected: 2, tookEffect: 1, wasDown: 1 },
    "kill-database": { injected: 1, tookEffect: 1, wasDown: 0 },
    "fill-disk": { injected: 1, tookEffect: 0, wasDown: 0 },
    deploy: { injected: 1, tookEffect: 1, wasDown: 0 },
  });
  expect(counts.kills()).toBe(2);
  expect(counts.broken()).toEqual([]);
  expect(describeCounts(counts.byKind())).toEqual([
    "deploy                1 injected, 1 took effect",
    "fill-disk             1 injected, 0 took effect",
    "kill                  2 injected, 1 took effect, 1 found it down already",
    "kill-database         1 injected, 1 took effect",
  ]);
});

test.each([
  withCode("ECONNREFUSED"),
  withCode("ECONNRESET"),
  withCode("57P01"),
  withCode("57P03"),
  new Error("Connection terminated unexpectedly"),
])("a fault of what is down already breaks nothing: %s", (error) => {
  const counts = createFaultCounts();
  counts.noteError("fill-disk", error);
  expect(counts.byKind()).toEqual({ "fill-disk": { injected: 1, tookEffect: 0, wasDown: 1 } });
  expect(counts.broken()).toEqual([]);
});

test.each([withCode("42P01"), withCode("53300"), new TypeError("not a function"), "a text"])(
  "a fault that cannot be injected is told of: %s",
  (error) => {
    const counts = createFaultCounts();
    counts.noteError("fill-disk", error);
    counts.noteError("fill-disk", error);
    expect(counts.byKind()).toEqual({ "fill-disk": { injected: 2, tookEffect: 0, wasDown: 0 } });
    expect(counts.broken()).toHaveLength(2);
    expect(counts.broken()[0]).toBe(`fill-disk could not be injected: ${String(error)}`);
  },
);
