import type { Relation } from "../../pipeline/segment/fact.ts";
import type { Words } from "../words/use-words.ts";

/** How a number stands to a limit: "at least 60", "and not 2". */
export const relationWords = (
  { t }: Words<"conditions">,
  relation: Relation,
  value: string,
): string => (relation === "not" ? t("reason.not", { value }) : t(`limit.${relation}`, { value }));

/** What begins with an article as a part of a sentence. */
export const inSentence = (sentence: string): string =>
  sentence.charAt(0).toLocaleLowerCase() + sentence.slice(1);
