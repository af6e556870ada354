import { complainOfNumber } from "./complain-of-number.ts";
import { CLOSE, COMMA, LIST_OPEN } from "./join-words.ts";
import type { ExpectedKind } from "./expected.ts";
import type { HelpCode } from "./help.ts";
import type { NameKind } from "./names.ts";
import { Misfit, need, noteChoice, peek, spanFrom, take } from "./reader.ts";
import type { Reader } from "./reader.ts";
import { notePlace } from "./spans.ts";
import { quote } from "./tokens.ts";
import type { Vocabulary } from "./words.ts";

/**
 * A number. Whether it makes sense at its place is not asked here.
 * @param examples what completions offer, with what each means
 */
export function needNumber(
  reader: Reader,
  what: ExpectedKind = "number",
  examples: Record<string, HelpCode> = {},
): number {
  const token = peek(reader);
  if (token.kind !== "number") {
    const offers = Object.entries(examples).map(([text, help]) => ({ text, help }));
    noteChoice(reader, { form: "number", text: null, what, help: null, offers });
    throw new Misfit();
  }
  const complaint = complainOfNumber(token, peek(reader, 1), peek(reader, 2));
  if (complaint !== null) throw new Misfit(complaint);
  reader.at++;
  return Number(token.is);
}

/** An id of Shopify's: digits, which as a number would lose their last places. Null: no number stands here. */
export function takeId(reader: Reader, what: ExpectedKind): string | null {
  const { kind, is } = peek(reader);
  if (kind === "number" && /^\d+$/.test(is)) {
    reader.at++;
    return is;
  }
  noteChoice(reader, { form: "number", text: null, what, help: null, offers: [] });
  return null;
}

/** A name between quotes. */
export function needName(reader: Reader, kind: NameKind): string {
  const token = peek(reader);
  if (token.kind === "text") {
    reader.at++;
    return token.is;
  }
  const offers = reader.names.known(kind).map(({ name, help }) => ({
    text: quote(name),
    help: help === "" ? null : { name: help },
  }));
  noteChoice(reader, { form: "name", text: null, what: kind, help: null, offers });
  throw new Misfit();
}

/** Members between ( and ), with commas between them; ( was read. */
export function readMembers<T>(reader: Reader, readOne: () => T): T[] {
  const members = [readOne()];
  while (take(reader, COMMA) !== null) members.push(readOne());
  need(reader, CLOSE);
  return members;
}

/** One value, or several in parentheses. Each one's place is noted under its place in the list. */
export function readOneOrMore<T>(reader: Reader, readOne: () => T): T[] {
  const from = reader.at;
  const places: Record<number, { start: number; end: number }> = {};
  let count = 0;
  const readPlaced = (): T => {
    const start = reader.at;
    const value = readOne();
    places[count++] = spanFrom(reader, start);
    return value;
  };
  const values =
    take(reader, LIST_OPEN) === null ? [readPlaced()] : readMembers(reader, readPlaced);
  return notePlace(reader.spans, values, spanFrom(reader, from), places);
}

/** As `readOneOrMore`, of words. */
export const readWords = <T>(reader: Reader, vocabulary: Vocabulary<T>): T[] =>
  readOneOrMore(reader, () => need(reader, vocabulary));
