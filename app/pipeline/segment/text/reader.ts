import type { ExpectedKind } from "./expected.ts";
import type { Help } from "./help.ts";
import type { ConditionNames } from "./names.ts";
import type { Spans } from "./spans.ts";
import { MOST_ERRORS } from "./text-error.ts";
import type { Complaint } from "./text-error.ts";
import type { Span, Token } from "./tokens.ts";
import type { Vocabulary, Word } from "./words.ts";

/** Something that could have stood at a place where something else does, or nothing yet. */
export interface Choice {
  form: "word" | "number" | "name" | "end";
  /** As it is written; null for what has many forms, such as a number. */
  text: string | null;
  /** What it is, inside a sentence; null: its own text says it. */
  what: ExpectedKind | null;
  help: Help;
  /** What completions offer in place of `text`: examples of it, or all there is. */
  offers: readonly { text: string; help: Help }[];
}

/**
 * The parser's place in a text. Whatever it looks for in vain is noted in `choices`, by token: from what was looked for
 * at the first wrong token errors say what should stand there, and from what was looked for at the end of a text
 * that is cut off at the cursor, completions say what may come. So neither can differ from the grammar.
 */
export interface Reader {
  tokens: readonly Token[];
  at: number;
  choices: Map<number, Choice[]>;
  complaints: Complaint[];
  /** Whether something was missing at the end: what is looked for there from then on makes up for nothing. */
  isCutOff: boolean;
  spans: Spans;
  names: ConditionNames;
  /** How many groups and lists are open around the place. */
  nesting: number;
}

/** Thrown and caught inside of the parser alone. Without a complaint: what stands at the reader's place does not fit. */
export class Misfit extends Error {
  readonly complaint: Complaint | null;
  constructor(complaint: Complaint | null = null) {
    super("The text does not fit the grammar.");
    this.complaint = complaint;
  }
}

const END: Token = { kind: "end", is: "", written: "", start: 0, end: 0 };

export const peek = (reader: Reader, ahead = 0): Token =>
  reader.tokens[reader.at + ahead] ?? reader.tokens.at(-1) ?? END;

/** From the token with this index up to the reader's place. */
export function spanFrom(reader: Reader, index: number): Span {
  const first = reader.tokens[index] ?? END;
  const last = reader.tokens[Math.max(index, reader.at - 1)] ?? first;
  return { start: first.start, end: last.end };
}

/** The span of what was read last. */
export const lastSpan = (reader: Reader): Span => spanFrom(reader, reader.at - 1);

export function noteChoice(reader: Reader, choice: Choice): void {
  if (reader.isCutOff) return;
  const noted = reader.choices.get(reader.at);
  if (noted === undefined) reader.choices.set(reader.at, [choice]);
  else noted.push(choice);
}

/** Notes a complaint and steps over the pieces that it is about; to the end once there are as many as are told. */
export function complain(reader: Reader, complaint: Complaint): void {
  reader.complaints.push(complaint);
  if (reader.complaints.length >= MOST_ERRORS) reader.at = reader.tokens.length - 1;
  if (peek(reader).kind === "end") reader.isCutOff = true;
  while (peek(reader).kind !== "end" && peek(reader).start < complaint.end) reader.at++;
}

/** Steps over one of the words if it stands here, and gives what it stands for; else null. */
export function take<T>(reader: Reader, { what, words }: Vocabulary<T>): T | null {
  let open = words.flatMap(spellingsOf);
  for (let part = 0; ; part++) {
    const token = peek(reader);
    const isPlain = token.kind === "word" || token.kind === "sign";
    const fitting = isPlain ? open.filter(({ parts }) => parts[part] === token.is) : [];
    if (fitting.length === 0) {
      for (const { word, parts, isPrinted } of open) {
        if (!isPrinted) continue;
        const text = parts.slice(part).join(" ");
        noteChoice(reader, {
          form: "word",
          text,
          what: part === 0 ? what : null,
          help: word.help,
          offers: [],
        });
      }
      if (part === 0) return null;
      throw new Misfit();
    }
    reader.at++;
    const whole = fitting.find(({ parts }) => parts.length === part + 1);
    if (whole !== undefined) return whole.word.is;
    open = fitting;
  }
}

function spellingsOf<T>(word: Word<T>): { word: Word<T>; parts: string[]; isPrinted: boolean }[] {
  return [word.text, ...(word.also ?? [])].map((spelling) => ({
    word,
    parts: spelling.split(" "),
    isPrinted: spelling === word.text,
  }));
}

/** As `take`, of words of which one must stand here. */
export function need<T>(reader: Reader, vocabulary: Vocabulary<T>): T {
  const found = take(reader, vocabulary);
  if (found === null) throw new Misfit();
  return found;
}
