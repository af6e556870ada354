import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { addLagGauges } from "../../../app/operations/lag-gauges.ts";
import { createMetrics } from "../../../app/operations/metrics.ts";
import { ROOT } from "../../support/source-files.ts";

const alerts = readFileSync(join(ROOT, "docs/alerts.yaml"), "utf8");
const manual = readFileSync(join(ROOT, "docs/operations.md"), "utf8");

const { registry } = createMetrics({
  pools: () => ({ work: { totalCount: 0, idleCount: 0, waitingCount: 0 } }),
  waitingEvents: () => 0,
});
addLagGauges(registry, () => Promise.reject(new Error("not asked here")));

test("every alert asks for a metric that is told, and every metric of ours is in the manual", async () => {
  const told = (await registry.getMetricsAsJSON()).map(({ name }) => name);
  const asked = [...alerts.matchAll(/\b(?:kindling|nodejs)_[a-z0-9_]+/g)].map(([name]) =>
    name.replace(/_(bucket|count|sum)$/, ""),
  );
  expect(asked.length).toBeGreaterThan(12);
  expect([...new Set(asked)].filter((name) => !told.includes(name))).toEqual([]);
  const ours = told.filter((name) => name.startsWith("kindling_"));
  expect(ours.filter((name) => !manual.includes(`\`${name}\``))).toEqual([]);
});

test("the manual says of every alert what to do", () => {
  const names = [...alerts.matchAll(/- alert: (\w+)/g)].map(([, name = ""]) => name);
  expect(names.length).toBeGreaterThan(10);
  expect(names.filter((name) => !manual.includes(`\`${name}\``))).toEqual([]);
});
