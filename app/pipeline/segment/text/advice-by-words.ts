import type { Advice, Advise, Situation } from "./advice.ts";
import { meantBy } from "./meant-words.ts";
import { nearestWord } from "./nearest-word.ts";
import type { Choice } from "./reader.ts";
import { THINGS } from "./signal-words.ts";

const THING_TEXTS: readonly string[] = THINGS.words.map(({ text }) => text);

interface Phrase {
  written: string;
  words: readonly string[];
  start: number;
  end: number;
  /** The token before the one that does not fit, where the phrase begins with it. */
  before: string | null;
}

/** Words that people know under other names: "bought", "in the last", "&&". */
export const adviseMeant: Advise = (situation) => {
  for (const { written, start, end, before } of phrasesAround(situation)) {
    const meant = meantBy(written).find((candidate) =>
      before === null ? canBegin(situation.choices, candidate) : candidate === before,
    );
    if (meant !== undefined) return { ...askWhether(written, meant), start, end };
  }
  return null;
};

/** A name of something that happens, where a condition must begin; or its words in another order. */
export const adviseThing: Advise = (situation) => {
  const { choices, reader, here } = situation;
  const mayBegin = choices.some(({ text }) => text === "count");
  for (const { written, words, start, end, before } of phrasesAround(situation)) {
    const thing = findThing(words);
    if (thing === undefined) continue;
    const isChoice = before === null && choices.some(({ text }) => text === thing);
    if (isChoice) return { ...askWhether(written, thing), start, end };
    const next = reader.tokens.find((token) => token.start >= end)?.is ?? "";
    if (mayBegin || (before !== null && isStart(situation))) {
      return { ...sayHowThingsAreAsked(thing, next), start, end };
    }
  }
  const nearest = mayBegin && here.kind === "word" ? nearestWord(here.is, THING_TEXTS) : null;
  const isNearer = nearest !== null && adviseNearest(situation) === null;
  return isNearer ? sayHowThingsAreAsked(nearest, "") : null;
};

/** A slip of the pen. */
export const adviseNearest: Advise = ({ here, choices }) => {
  if (here.kind !== "word") return null;
  const texts = choices.flatMap(({ text }) => text ?? []);
  const nearest = nearestWord(here.is, texts);
  return nearest === null ? null : askWhether(here.is, nearest);
};

const askWhether = (written: string, meant: string): Advice => ({
  message: { code: "meant", written, meant },
  suggestion: meant,
});

function sayHowThingsAreAsked(thing: string, next: string): Advice {
  const count = `count ${thing} in 30 days >= 1`;
  const last = `last ${thing} less than 30 days ago`;
  return {
    message: { code: "thing", thing, count, last },
    suggestion: next === "at" || next === "less" ? `last ${thing}` : `count ${thing}`,
  };
}

const canBegin = (choices: readonly Choice[], meant: string): boolean =>
  choices.some(({ text }) => text !== null && (text === meant || meant.startsWith(`${text} `)));

/** The words as one name, in their order or two of them turned round: "opened email". */
const findThing = (words: readonly string[]): string | undefined =>
  [words.join("_"), words.toReversed().join("_"), ...meantBy(words.join(" "))].find((name) =>
    THING_TEXTS.includes(name),
  );

/** Whether the token before began a condition: then nothing but it was read so far. */
function isStart({ reader }: Situation): boolean {
  const before = reader.tokens[reader.at - 2]?.is ?? "(";
  return ["and", "or", "not", "(", ","].includes(before);
}

/** One to four tokens that begin at the place or one before it, the longest first. */
function phrasesAround({ reader }: Situation): Phrase[] {
  const { tokens, at } = reader;
  return [4, 3, 2, 1].flatMap((length) =>
    [at, at - 1].flatMap((from) => {
      const found = tokens.slice(Math.max(from, 0), from + length);
      const [first] = found;
      const last = found.at(-1);
      if (from < 0 || first === undefined || last === undefined) return [];
      if (found.length < length || last.kind === "end" || from + length <= at) return [];
      const words = found.map(({ is }) => is);
      const before = from < at ? first.is : null;
      return [{ written: words.join(" "), words, start: first.start, end: last.end, before }];
    }),
  );
}
