import { expect, test } from "vitest";
import { DEFAULT_MODEL } from "../../../../app/pipeline/score/default-model.ts";
import type { PointsModel } from "../../../../app/pipeline/score/model.ts";
import { PRESETS } from "../../../../app/pipeline/score/presets.ts";
import { RFM_GRID } from "../../../../app/pipeline/score/rfm-groups.ts";
import { DEFAULT_SEGMENTS } from "../../../../app/pipeline/segment/default-segments.ts";
import { DAY_MS, HOUR_MS } from "../../../../app/pipeline/shared/time.ts";
import { readDocument, testNumberedSentences } from "../../../support/numbered-sentences.ts";

const document = "docs/scoring-model.md";
const lines = readDocument(document);
testNumberedSentences({
  document,
  what: "rule of the scoring model",
  folders: [
    ...["score", "segment", "activate"].map((stage) => `test/unit/pipeline/${stage}`),
    "test/integration/app",
  ],
  atLeast: 71,
});

function rowsOf({ signals }: PointsModel): string[] {
  return Object.entries(signals).map(([signal, { group, weight, halfLifeMs, dailyCap }]) => {
    const halfLife =
      halfLifeMs > DAY_MS * 7 ? `${halfLifeMs / DAY_MS} days` : `${halfLifeMs / HOUR_MS} hours`;
    return `| ${signal} | ${group} | ${weight} | ${halfLife} | ${dailyCap} |`;
  });
}

function dampenerRowsOf({ dampeners }: PointsModel): string[] {
  return Object.entries(dampeners).map(([signal, { groups, share, reachMs, dailyCap }]) => {
    const reach = reachMs === undefined ? "all" : `${reachMs / DAY_MS} days`;
    return `| ${signal} | ${groups.join(", ")} | ${share * 100}% | ${reach} | ${dailyCap} |`;
  });
}

test("The tables of points and dampeners are those of the model that ships.", () => {
  const rows = [DEFAULT_MODEL.intent, DEFAULT_MODEL.engagement].flatMap((model) => [
    ...rowsOf(model),
    ...dampenerRowsOf(model),
  ]);
  const written = lines.filter((line) => /^\| [a-z]+_[a-z_]+ \|/.test(line));
  expect(written).toEqual(rows);
  for (const { groupCaps } of [DEFAULT_MODEL.intent, DEFAULT_MODEL.engagement]) {
    const caps = Object.entries(groupCaps).map(([group, cap]) => `${group} ${cap}`);
    expect(lines).toContain(`Caps: ${caps.join(", ")} points.`);
  }
});

test("The tables of presets are those of the presets that ship, with their reasons.", () => {
  const rows = PRESETS.flatMap(({ changes }) =>
    changes.map(({ path, to, why }) => {
      const standard = showNumber(path, lookUp(DEFAULT_MODEL, path));
      return `| \`${path}\` | ${standard} | ${showNumber(path, to)} | ${why} |`;
    }),
  );
  expect(lines.filter((line) => /^\| `[a-z]+\./.test(line))).toEqual(rows);
  for (const { title, summary } of PRESETS) expect(lines).toContain(`**${title}.** ${summary}`);
});

const lookUp = (json: unknown, path: string): unknown =>
  path
    .split(".")
    .reduce<unknown>(
      (node, key) => (typeof node === "object" && node !== null ? Reflect.get(node, key) : null),
      json,
    );

function showNumber(path: string, value: unknown): string {
  if (typeof value !== "number") return "none";
  if (path.endsWith(".share")) return `${value * 100}%`;
  if (!path.endsWith("Ms")) return String(value);
  return value % DAY_MS === 0 && value > DAY_MS
    ? `${value / DAY_MS} days`
    : `${value / HOUR_MS} hours`;
}

test("The table of segments names every segment that ships with its tag.", () => {
  const written = lines.filter((line) => line.startsWith("| **") && line.includes("kindling:"));
  const rows = DEFAULT_SEGMENTS.map(({ name, tag }) => `| **${name}** | \`kindling:${tag}\` |`);
  expect(written.map((line, index) => line.slice(0, rows[index]?.length))).toEqual(rows);
});

test("The table of groups by recency, frequency and money is the grid that places customers.", () => {
  const written = lines.filter((line) => /^\| \*\*\d\*\* \|/.test(line));
  const words = (group: string): string =>
    `${group.charAt(0).toUpperCase()}${group.slice(1).replaceAll("-", " ")}`;
  const rows = Object.entries(RFM_GRID)
    .toReversed()
    .map(([recency, groups]) => `| **${recency}** | ${groups.map(words).join(" | ")} |`);
  expect(written).toEqual(rows);
});
