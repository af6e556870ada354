import fc from "fast-check";
import { expect, test } from "vitest";
import { sayHelp } from "../../../../../app/components/segments/text/say-text.ts";
import { LANGUAGES } from "../../../../../app/i18n/languages.ts";
import { completionsAt } from "../../../../../app/pipeline/segment/text/complete-condition.ts";
import { formatCondition } from "../../../../../app/pipeline/segment/text/format-condition.ts";
import { NO_NAMES } from "../../../../../app/pipeline/segment/text/names.ts";
import type { ConditionNames } from "../../../../../app/pipeline/segment/text/names.ts";
import { parseConditionText } from "../../../../../app/pipeline/segment/text/parse-condition-text.ts";
import { cutIntoTokens } from "../../../../../app/pipeline/segment/text/tokens.ts";
import { anyCondition } from "../../../../support/condition-arbitrary.ts";
import { testWords } from "../../../../support/words.ts";

const WORDS = LANGUAGES.map((locale) => testWords("help", { locale }));

const NAMES: ConditionNames = {
  ...NO_NAMES,
  known: (kind) =>
    kind === "segment"
      ? [
          { name: "vip", help: "VIP" },
          { name: "high-intent", help: "High intent" },
        ]
      : [],
};

/** What is offered where the text has a "|". */
function offered(marked: string): string[] {
  const offset = marked.indexOf("|");
  const found = completionsAt(marked.replace("|", ""), offset, NAMES);
  return found.options.map(({ text }) => text);
}

/** The text after an option was taken where it has a "|". */
function taken(marked: string, option: string): string {
  const offset = marked.indexOf("|");
  const text = marked.replace("|", "");
  const { from, to, options } = completionsAt(text, offset, NAMES);
  expect(options.map((each) => each.text)).toContain(option);
  return text.slice(0, from) + option + text.slice(to);
}

test("Every word of a condition is among what was offered before it was written.", () => {
  fc.assert(
    fc.property(anyCondition, fc.nat(), (condition, choice) => {
      const text = formatCondition(condition);
      const tokens = cutIntoTokens(text).filter(({ kind }) => kind === "word" || kind === "sign");
      const token = tokens[choice % tokens.length];
      if (token === undefined) return;
      // After a blank: close behind a word the cursor would be asking for the rest of it.
      const { options } = completionsAt(`${text.slice(0, token.start)} `, token.start + 1);
      const starts = options.flatMap((option) => cutIntoTokens(option.text)[0]?.is ?? []);
      const spellings = [token.is, `${token.is}s`];
      expect(spellings.some((spelling) => starts.includes(spelling))).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test("Whatever is offered can stand there: after it nothing but what is still to come is missing.", () => {
  fc.assert(
    fc.property(anyCondition, fc.nat(), fc.nat(), (condition, place, choice) => {
      const tokens = cutIntoTokens(formatCondition(condition));
      const start = tokens[place % tokens.length]?.start ?? 0;
      const before = formatCondition(condition).slice(0, start);
      const { from, options } = completionsAt(before, start);
      const option = options[choice % Math.max(options.length, 1)];
      // After a part of a number "days" is offered and answered: hours are meant.
      if (option === undefined || (option.text === "days" && /\.\d+ $/.test(before))) return;
      const text = `${before.slice(0, from)} ${option.text} `;
      const parsed = parseConditionText(text);
      const first = parsed.outcome === "refused" ? parsed.errors[0] : undefined;
      expect(first?.start ?? text.length).toBe(text.length);
    }),
    { numRuns: 300 },
  );
});

test("The word at the cursor narrows what is offered, and is replaced as a whole.", () => {
  expect(offered("count wish|")).toEqual(["wishlist_added", "wishlist_removed"]);
  expect(offered("count removed|")).toEqual(["product_removed_from_cart", "wishlist_removed"]);
  expect(taken("count prod|uct >= 1", "product_shared")).toBe("count product_shared >= 1");
  expect(taken("is customer and LAS|", "last")).toBe("is customer and last");
});

test("Lengths of time, units and what stands after them are offered in their places.", () => {
  expect(offered("count order in |")).toContain("30 days");
  expect(offered("count order in 7 |")).toEqual(["days", "hours", "minutes"]);
  expect(offered("last order at least 7 |")).toContain("typical gaps");
  expect(offered("last order at |")).toEqual(["least"]);
  expect(offered("last order at least 7 days |")).toEqual(["ago"]);
  expect(offered("next_order at least 7 days |")).toEqual(["ahead"]);
  expect(offered("is customer |")).toEqual(["and", "or"]);
  expect(offered("(is customer |")).toEqual(["and", "or", ")"]);
});

test("Names of the shop are offered between quotes, begun or not.", () => {
  expect(offered("segment |")).toEqual(['"vip"', '"high-intent"']);
  expect(offered('segment "hi|')).toEqual(['"high-intent"']);
  expect(taken('segment "hi|', '"high-intent"')).toBe('segment "high-intent"');
  expect(offered("tag |")).toEqual([]);
});

test("Within a comment nothing is offered, and every word has its meaning beside it.", () => {
  expect(offered("is customer # and cou|")).toEqual([]);
  expect(offered("# note\n|")).toContain("count");
  for (const { text, help } of completionsAt("", 0).options) {
    const said = WORDS.map((words) => sayHelp(words, help));
    expect([text, new Set(said).size]).toEqual([text, LANGUAGES.length]);
  }
});
