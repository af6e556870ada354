import type { Fact } from "../../pipeline/segment/fact.ts";
import type { Things } from "../../pipeline/segment/condition-tree.ts";
import type { Words } from "../words/use-words.ts";
import { agoWords, lengthWords } from "./describe-passed.ts";
import { momentWords, thingsWords } from "./describe-things.ts";
import { joinEither, joinNeither } from "./join-words.ts";
import { relationWords } from "./relation-words.ts";

type Since = Extract<Fact, { kind: "since" }>;

/** How long ago a moment was, beside how long it was to be: one limit, or all that decided. */
export function saySince(words: Words<"conditions">, facts: readonly [Since, ...Since[]]): string {
  const [{ moment, ago }] = facts;
  return words.t("reason.since", {
    moment: momentWords(words, moment),
    ago: agoWords(words, ago),
    limit: limitsOf(words, facts),
  });
}

const limitsOf = (words: Words<"conditions">, facts: readonly Since[]): string =>
  facts
    .map(({ relation, limit }) => relationWords(words, relation, lengthWords(words, limit)))
    .join(", ");

/** Of a moment that never happened. */
export const sayNever = (words: Words<"conditions">, of: Things): string =>
  words.t("reason.never", { things: noneOf(words, [of]) });

/** What came after a moment. */
export function sayFollowed(
  words: Words<"conditions">,
  { moment, ago, by }: Extract<Fact, { kind: "followed" }>,
): string {
  return words.t("reason.followed", {
    moment: momentWords(words, moment, true),
    ago: agoWords(words, ago),
    things: joinEither(words, thingsWords(words, by, "some")),
  });
}

/**
 * What did not come after it, within a time or at all.
 * @param since how long ago the same moment was to be
 */
export function sayNotFollowed(
  words: Words<"conditions">,
  fact: Extract<Fact, { kind: "not-followed" }>,
  since: readonly Since[] = [],
): string {
  const { t } = words;
  const { within } = fact;
  const ago = agoWords(words, fact.ago);
  const limits = limitsOf(words, since);
  const parts = {
    moment: momentWords(words, fact.moment, true),
    ago: since.length === 0 ? ago : t("reason.agoWithin", { ago, limits }),
    things: noneOf(words, fact.by),
  };
  if (within === null) return t("reason.notFollowed", parts);
  const length = lengthWords(words, within, "lengthAfter");
  return fact.isOpen
    ? t("reason.notFollowedSoFar", { ...parts, length })
    : t("reason.notFollowedWithin", { ...parts, length });
}

/** Each once: an order counts as a signal and as a record, and reads the same. */
const noneOf = (words: Words<"conditions">, all: readonly Things[]): string =>
  joinNeither(words, [...new Set(all.flatMap((things) => thingsWords(words, things, "no")))]);
