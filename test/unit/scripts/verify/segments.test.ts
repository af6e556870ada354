import { describe, expect, test } from "vitest";
import { checkCondition } from "../../../../app/pipeline/segment/check-condition.ts";
import { parseCondition } from "../../../../app/pipeline/segment/read-condition.ts";
import { formatCondition } from "../../../../app/pipeline/segment/text/format-condition.ts";
import { parseConditionText } from "../../../../app/pipeline/segment/text/parse-condition-text.ts";
import { checkShare } from "../../../../scripts/verify/segments/compare/check-share.ts";
import { compare } from "../../../../scripts/verify/segments/compare/checks.ts";
import type { Compared } from "../../../../scripts/verify/segments/compare/checks.ts";
import { describeDifference } from "../../../../scripts/verify/segments/compare/describe-difference.ts";
import { judgeNaively } from "../../../../scripts/verify/segments/compare/judge-naively.ts";
import { drawCase } from "../../../../scripts/verify/segments/draw-case.ts";
import { openNaiveShop } from "../../../../scripts/verify/segments/naive/shop.ts";
import { followProfile } from "../../../../scripts/verify/segments/product/follow-profile.ts";
import { openShop } from "../../../../scripts/verify/segments/product/shop-at.ts";
import { profileHistories } from "../../../../scripts/verify/segments/simulate/profile-histories.ts";

const SECOND_MS = 1000;
const drawn = drawCase("short", { customers: 60, days: 14, definitions: 10 });

describe("the pure core against the naive evaluator", () => {
  test("memberships are the same at every event, around every flip and at random instants", () => {
    const { world, definitions } = drawn;
    const share = { part: 0, of: 1 };
    const tally = checkShare(world, { definitions, share, onProfile: () => undefined });
    expect(tally).toMatchObject({ differences: 0, lateExits: 0, shown: [] });
    expect(tally.checked).toBeGreaterThan(5000);
    expect(tally.entries).toBeGreaterThan(200);
    expect(tally.exitsByTime).toBeGreaterThan(50);
    expect(tally.dues).toBeGreaterThan(50);
  });

  test("what is drawn is what a merchant could have written", () => {
    const { definitions } = drawCase("text", { customers: 15, days: 14, definitions: 25 });
    const segments = definitions.map(({ handle }) => handle);
    for (const { condition } of definitions) {
      expect(checkCondition(condition, { segments, tagPrefix: "kindling:" })).toEqual([]);
      expect(parseConditionText(formatCondition(condition))).toMatchObject({ condition });
      expect(parseCondition(JSON.parse(JSON.stringify(condition)))).toEqual(condition);
    }
  });

  test("the same seed draws the same shop and segments, another one others", () => {
    const size = { customers: 3, days: 14, definitions: 2 };
    expect(drawCase("a", size)).toEqual(drawCase("a", size));
    expect(drawCase("a", size)).not.toEqual(drawCase("b", size));
  });

  test("a product that holds its members a second too long is found out", () => {
    const { world } = drawn;
    const definitions = drawn.definitions.filter(({ minimumStayMs }) => minimumStayMs > 0);
    const longer = definitions.map((definition) => ({
      ...definition,
      minimumStayMs: definition.minimumStayMs + 2 * SECOND_MS,
    }));
    const shop = openNaiveShop(world);
    const product = { definitions: longer, world, shop: openShop(world) };
    const differences = profileHistories(world).flatMap((history) => {
      const word = judgeNaively(history, { shop, definitions });
      const followed = followProfile(history, product);
      return definitions.map((definition) => {
        const { name, from, until, tellings } = history;
        const { changes = [], dues = [] } = followed.get(definition.handle) ?? {};
        const naive = word.timeline(definition.handle);
        const both = { definition, name, from, until, tellings, naive, product: changes, dues };
        return compare({ ...both, instants: [], scratch: null });
      });
    });
    const found = differences.flatMap(({ shown }) => shown);
    expect(found.map(({ reason }) => reason)).toContain("after a flip");
    const [first] = found;
    const lines = first === undefined ? [] : describeDifference(first, { world, definitions });
    expect(lines[0]).toContain("naive out, product in");
    expect(lines.join("\n")).toContain("  enters:");
  });
});

describe("comparing two memberships", () => {
  const HOUR_MS = 3600 * SECOND_MS;
  const at = 10 * HOUR_MS;
  const exitAt = (late: number): Compared => ({
    definition: {
      handle: "drawn-1",
      condition: { kind: "all", of: [] },
      leaveWhen: null,
      minimumStayMs: 0,
      minimumAbsenceMs: 0,
    },
    name: "customer 1",
    from: 0,
    until: 24 * HOUR_MS,
    naive: [
      { at: HOUR_MS, member: true },
      { at, member: false },
    ],
    product: [
      { at: HOUR_MS, member: true },
      { at: at + late, member: false },
    ],
    tellings: [HOUR_MS],
    dues: [at],
    instants: [5 * HOUR_MS],
    scratch: null,
  });

  test("equal ones have no difference at the event, around both flips and at the instant drawn", () => {
    expect(compare(exitAt(0))).toMatchObject({
      checked: 6,
      differences: 0,
      lateExits: 0,
      exitsByTime: 1,
    });
  });

  test("an exit that is two seconds late is a difference, and not late yet", () => {
    expect(compare(exitAt(2 * SECOND_MS))).toMatchObject({ differences: 2, lateExits: 0 });
  });

  test("an exit that comes more than a minute after its instant is late", () => {
    expect(compare(exitAt(60 * SECOND_MS)).lateExits).toBe(0);
    expect(compare(exitAt(60 * SECOND_MS + 1)).lateExits).toBe(1);
  });

  test("an exit that comes too soon is a difference a second before", () => {
    expect(compare(exitAt(-2 * SECOND_MS))).toMatchObject({ differences: 2, lateExits: 0 });
  });

  test("what the naive evaluator says anew at an instant must be the product's word as well", () => {
    const scratch = (): boolean => false;
    expect(compare({ ...exitAt(0), scratch }).shown).toEqual([
      {
        handle: "drawn-1",
        name: "customer 1",
        at: 5 * HOUR_MS,
        reason: "from scratch",
        naive: false,
        product: true,
      },
    ]);
  });
});
