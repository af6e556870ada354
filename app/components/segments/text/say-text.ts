import type { ProblemMessage } from "../../../pipeline/segment/problem-message.ts";
import type { Expected } from "../../../pipeline/segment/text/expected.ts";
import type { Help } from "../../../pipeline/segment/text/help.ts";
import type { TextMessage } from "../../../pipeline/segment/text/text-message.ts";
import type { Words } from "../../words/use-words.ts";
import { plainNumber } from "../plain-number.ts";

/** What is wrong with a condition or its text, as one sentence. */
export function sayProblem(words: Words<"grammar">, message: TextMessage): string {
  const { t, format } = words;
  switch (message.code) {
    case "range": {
      const { what } = message;
      const [least, most] = [message.least, message.most].map((each) => plainNumber(format, each));
      return t(`wrong.range.${what}`, { least, most });
    }
    case "whole":
      return t(`wrong.whole.${message.what}`);
    case "none-named":
      return t(`wrong.none-named.${message.what}`);
    case "no-money":
      return t("wrong.no-money", { signal: message.signal, known: message.known.join(", ") });
    case "expected":
    case "expected-one-of":
    case "expected-kind":
      return sayUnreadable(words, message);
    case "missing-at-end":
      return t("wrong.missing-at-end", { expected: sayExpected(words, message.expected) });
    case "misplaced":
    case "misplaced-text": {
      const expected = sayExpected(words, message.expected);
      return t(`wrong.${message.code}`, { expected, found: message.found });
    }
    case "too-deep":
    case "tag-too-long":
    case "many-names":
    case "gaps-out-of-range":
    case "handle":
    case "name-too-long":
    case "description-too-long":
    case "nested":
    case "text-too-long":
      return t(`wrong.${message.code}`, { most: format.count(message.most) });
    case "too-many": {
      const [most, count] = [message.most, message.count].map(format.count);
      return t("wrong.too-many", { most, amount: count });
    }
    default: {
      const { code, ...data } = message;
      return t(`wrong.${code}`, data);
    }
  }
}

/** Of JSON, which the editor writes: who reads this has met a fault of the app. */
function sayUnreadable(
  words: Words<"grammar">,
  message: Extract<ProblemMessage, { found: string | null }>,
): string {
  const { t } = words;
  const found = message.found ?? t("missing");
  switch (message.code) {
    case "expected":
      return t("wrong.expected", { what: t(`json.${message.what}`), found });
    case "expected-one-of":
      return t("wrong.expected-one-of", { values: message.values.join(", "), found });
    case "expected-kind":
      return t("wrong.expected-kind", { of: t(`kind.${message.of}`), found });
  }
}

/** What can stand at a place: "a", "a or b", "a, b or c". */
export function sayExpected({ t }: Words<"grammar">, expected: readonly Expected[]): string {
  const parts = expected.map((each) =>
    typeof each === "string" ? t(`expected.${each}`) : t("word", { text: each.word }),
  );
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : t("either", { first: parts.slice(0, -1).join(", "), last });
}

/** What a word of the language means, or what a name of the shop is called there; may be empty. */
export function sayHelp({ t }: Words<"help">, help: Help): string {
  if (help === null) return "";
  return typeof help === "string" ? t(`help.${help}`) : help.name;
}
