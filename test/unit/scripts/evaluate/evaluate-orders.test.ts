import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SamplesSummary } from "../../../../scripts/evaluate/evaluate-samples.ts";
import type { OrdersSummary } from "../../../../scripts/evaluate/summarize-cuts.ts";
import { lastLineOf, runEvaluate } from "../../../support/run-evaluate.ts";
import { testWithSharedData } from "../../../support/shared-data.ts";
import { simulateBuyers } from "../../../support/simulated-buyers.ts";

const startsAt = Date.UTC(2025, 0, 1);
let folder = "";
let file = "";

const summaryOf = (stdout: string): OrdersSummary => lastLineOf<OrdersSummary>(stdout);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kindling-evaluate-"));
  file = join(folder, "orders.csv");
  const rows = simulateBuyers({ customers: 300, seed: 5, startsAt, days: 365 }).flatMap(
    ({ customerId, orders }) =>
      orders.map(({ placedAt, totalMinor }) =>
        [customerId, new Date(placedAt).toISOString(), (totalMinor / 100).toFixed(2)].join(),
      ),
  );
  await writeFile(file, ["customer_id,date,value", ...rows].join("\n"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("npm run evaluate -- --orders", () => {
  it("ends in one object of all models, judged at rolling cuts", async () => {
    const summary = summaryOf(
      await runEvaluate("--orders", file, "--horizon-days", "60", "--json"),
    );
    expect(summary.cuts).toHaveLength(4);
    expect(summary.horizonDays).toBe(60);
    const names = summary.models.map(({ name }) => name);
    for (const trivial of ["base-rate", "recency", "frequency", "decayed-count", "rfm-sum"])
      expect(names).toContain(trivial);
    const champion = summary.models.find(({ name }) => name === summary.champion);
    expect(champion?.auc).toBeGreaterThan(0.6);
    expect(champion?.brier).toBeLessThan(0.25);
    expect(summary.spend.topDecileShare).toBeGreaterThan(0.1);
    expect(Math.abs(summary.orders.totalErrorPercent ?? 100)).toBeLessThan(50);
  }, 180_000);

  it("gives the same figures again", async () => {
    const args = ["--orders", file, "--horizon-days", "30", "--cuts", "2025-10-01", "--json"];
    const withoutSeconds = (text: string): unknown =>
      JSON.parse(
        JSON.stringify(summaryOf(text), (key, value: unknown) =>
          key === "fitSeconds" ? 0 : value,
        ),
      );
    expect(withoutSeconds(await runEvaluate(...args))).toEqual(
      withoutSeconds(await runEvaluate(...args)),
    );
  }, 180_000);

  it("judges small shops, the same ones for the same seed", async () => {
    const sampleOf = async (seed: string): Promise<SamplesSummary> => {
      const sample = ["--sample", "20", "--draws", "3", "--seed", seed];
      const cut = ["--cuts", "2025-09-01", "--horizon-days", "60"];
      return lastLineOf<SamplesSummary>(
        await runEvaluate("--orders", file, ...sample, ...cut, "--json"),
      );
    };
    const [one, again, other] = await Promise.all(["1", "1", "2"].map(sampleOf));
    expect(one).toEqual(again);
    expect(one).not.toEqual(other);
    expect(Object.keys(one ?? {})).toEqual([
      "sample",
      "draws",
      "failures",
      "auc",
      "decayedAuc",
      "totalErrorPercent",
      "coverage90",
    ]);
    expect(one).toMatchObject({ sample: 20, draws: 3, failures: 0 });
    for (const share of [one?.auc, one?.decayedAuc, one?.coverage90]) {
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThanOrEqual(1);
    }
    expect(one?.totalErrorPercent).toBeGreaterThanOrEqual(0);
  }, 180_000);

  it("takes everybody where a sample is larger than the shop", async () => {
    const args = ["--sample", "5000", "--draws", "1", "--cuts", "2025-03-01", "--json"];
    const summary = lastLineOf<SamplesSummary>(await runEvaluate("--orders", file, ...args));
    expect(summary).toMatchObject({ sample: 5000, draws: 1, failures: 0 });
  }, 180_000);

  it.each([
    [["--horizon-days", "60", "--cuts", "2025-12-15"], /choose 2025-\d\d-\d\d or earlier/],
    [["--horizon-days", "60", "--cuts", "2024-12-15"], /begins on 2025-01-0\d, choose a later cut/],
    [["--horizon-days", "300"], /less than twice the horizon/],
    [["--horizon-days", "half"], /--horizon-days takes a whole number/],
    [["--cuts", "15.12.2025"], /--cuts takes dates as YYYY-MM-DD, not "15.12.2025"/],
    [["--sessions", "x.csv"], /exactly one of --orders/],
    [["--wrong"], /npm run evaluate -- --orders FILE/],
  ])("says what is wrong with %j, and what to do", async (args, message) => {
    await expect(runEvaluate("--orders", file, ...args)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(message) as string,
    });
  });

  it("says so where the file is absent or tells of no customer", async () => {
    const guests = join(folder, "guests.csv");
    await writeFile(guests, "customer_id,date,value\n,2025-01-01,10\n");
    await expect(runEvaluate("--orders", guests)).rejects.toMatchObject({
      stderr: expect.stringMatching(/no order of a known customer/) as string,
    });
    await expect(runEvaluate("--orders", join(folder, "none.csv"))).rejects.toMatchObject({
      stderr: expect.stringMatching(/There is no file/) as string,
    });
  });
});

describe("on a real shop", () => {
  testWithSharedData(
    "cdnow_sample.csv.gz",
    "what is served reaches the best published methods, in order, probability and amount",
    async (path) => {
      const { models, champion, orders, spend } = summaryOf(
        await runEvaluate(
          "--orders",
          path,
          "--cuts",
          "1997-10-01",
          "--horizon-days",
          "273",
          "--json",
        ),
      );
      const served = models.find(({ name }) => name === champion);
      expect(served?.auc).toBeGreaterThanOrEqual(0.777);
      expect(served?.brier).toBeLessThanOrEqual(0.162);
      expect(served?.calibrationError).toBeLessThanOrEqual(0.05);
      expect(orders.mae).toBeLessThanOrEqual(0.77);
      expect(Math.abs(orders.totalErrorPercent ?? 100)).toBeLessThanOrEqual(12);
      expect(spend.mae).toBeLessThanOrEqual(30);
      expect(spend.topDecileShare).toBeGreaterThanOrEqual(0.5);
      expect(Math.abs(spend.totalErrorPercent ?? 100)).toBeLessThanOrEqual(15);
    },
    180_000,
  );
});
