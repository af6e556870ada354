/** Offsets into the text in UTF-16 units, as editors count: from `start` on, up to and without `end`. */
export interface Span {
  start: number;
  end: number;
}

/**
 * The smallest pieces of a text. `odd` is what the language does not know: it goes to the parser as everything else
 * does, which knows what should stand there and can say so.
 */
export interface Token extends Span {
  kind: "word" | "number" | "text" | "sign" | "odd" | "end";
  /** As compared: of words in small letters, of `text` what stands between the quotes, else as written. */
  is: string;
  written: string;
}

type Rule = readonly [Token["kind"] | "blank", RegExp];

/** The first that fits is taken; each begins where the one before it ended. Together they fit everything. */
const RULES: readonly Rule[] = [
  ["blank", /[\s\u200b\u2060]+|#[^\n]*/uy],
  ["text", /"(?:[^"\\\n\r]|\\[^\n\r])*"/uy],
  // What a word processor makes of quotes. None of these ends within.
  ["text", /[“”„«](?:[^“”"»\\\n\r]|\\[^\n\r])*[“”"»]/uy],
  // A number that something sticks to ("30d", "1e5", "1'000", "1.000.000"), and one without its zero: told as one piece.
  ["odd", /-?\d+(?:\.\d+)?(?:['’_]\d|[\p{L}_])[\p{L}\p{N}_'’]*|-?\d+(?:\.\d+){2,}|\.\d+/uy],
  ["number", /-?\d+(?:\.\d+)?/uy],
  ["word", /[\p{L}_][\p{L}\p{N}_]*(?:-[\p{L}\p{N}_]+)*/uy],
  ["odd", /['‘’][^'‘’\n\r]*['‘’]|["“”„«][^\n\r]*/uy],
  ["odd", /==+|=>|=<|!=|<>|&&|\|\||\.{3}/uy],
  ["sign", /\.\.|>=|<=|≥|≤|[()[\],<>=%]/uy],
  ["odd", /[\s\S]/uy],
];

/** Cuts a text into its pieces, without blanks and comments. The last is always of the kind "end". */
export function cutIntoTokens(text: string): Token[] {
  const tokens: Token[] = [];
  for (let start = 0; start < text.length;) {
    const { kind, end } = cutOne(text, start);
    if (kind !== "blank") {
      const written = text.slice(start, end);
      tokens.push({ kind, is: readToken(kind, written), written, start, end });
    }
    start = end;
  }
  return [...tokens, { kind: "end", is: "", written: "", start: text.length, end: text.length }];
}

function cutOne(text: string, start: number): { kind: Rule[0]; end: number } {
  for (const [kind, pattern] of RULES) {
    pattern.lastIndex = start;
    const found = pattern.exec(text)?.[0] ?? "";
    if (found !== "") return { kind, end: start + found.length };
  }
  return { kind: "odd", end: start + 1 };
}

const SAME_SIGN: Record<string, string> = { "≥": ">=", "≤": "<=" };
const ESCAPES: Record<string, string> = { n: "\n", r: "\r" };

function readToken(kind: Token["kind"], written: string): string {
  if (kind === "word") return written.toLowerCase();
  if (kind === "sign") return SAME_SIGN[written] ?? written;
  if (kind !== "text") return written;
  return written
    .slice(1, -1)
    .replace(/\\([\s\S])/gu, (_, letter: string) => ESCAPES[letter] ?? letter);
}

/** A text between quotes, as `cutIntoTokens` reads it back. */
export const quote = (text: string): string =>
  `"${text.replace(/["\\]/g, "\\$&").replaceAll("\n", "\\n").replaceAll("\r", "\\r")}"`;
