import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { findKlaviyoEvent, NAMED_EVENTS } from "../../../../app/pipeline/shared/event-names.ts";

const readDoc = (name: string): string =>
  readFileSync(new URL(`../../../../docs/${name}`, import.meta.url), "utf8");

const cellsOf = (line: string): string[] =>
  line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());

test("docs/http-api.md shows every name with its aliases and what it counts as", () => {
  const table = /<!-- event names:.*?-->(.*?)<!-- end/s.exec(readDoc("http-api.md"))?.[1] ?? "";
  const [, , ...rows] = table.trim().split("\n").map(cellsOf);
  const expected = NAMED_EVENTS.map(({ name, aliases, signal, needsCheckout }) => [
    name,
    aliases.join(", "),
    signal === null ? "none ²" : `\`${signal}\`${needsCheckout ? " ¹" : ""}`,
  ]);
  expect(rows).toEqual(expected);
});

test("docs/klaviyo.md says of each topic what it counts as", () => {
  const rows = readDoc("klaviyo.md")
    .split("\n")
    .filter((line) => line.startsWith("| `event:klaviyo."))
    .map(cellsOf);
  expect(rows.length).toBeGreaterThan(8);
  for (const [topic = "", signal = ""] of rows) {
    expect(`\`${findKlaviyoEvent(topic.replaceAll("`", ""))?.signal}\``, topic).toBe(signal);
  }
});
