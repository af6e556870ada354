import { PLACE_ADVICE } from "./advice-by-place.ts";
import { adviseMeant, adviseNearest, adviseThing } from "./advice-by-words.ts";
import type { Choice, Reader } from "./reader.ts";
import type { TextMessage } from "./text-message.ts";
import type { Token } from "./tokens.ts";

/** What to say of a piece that does not fit. */
export interface Advice {
  message: TextMessage;
  suggestion: string | null;
  /** Where it reaches beyond the piece. */
  start?: number;
  end?: number;
}

export interface Situation {
  reader: Reader;
  /** The first token that does not fit. */
  here: Token;
  /** What could stand in its place. */
  choices: readonly Choice[];
}

/** Null: this is not what went wrong. */
export type Advise = (situation: Situation) => Advice | null;

/** From what is certain to what is guessed; the first that has something to say says it. */
export const ADVICE: readonly Advise[] = [...PLACE_ADVICE, adviseMeant, adviseThing, adviseNearest];
