import { cutIntoTokens, type Token } from "../../../pipeline/segment/text/tokens.ts";
import type { TextRole } from "./text-pieces.ts";

const JOINTS = new Set(["and", "or", "not", "all", "any", "none", "of", "then", "no"]);

/** The parts of a text that are drawn in a color of their own. */
export function rolesOfText(text: string): { start: number; end: number; role: TextRole }[] {
  const parts: { start: number; end: number; role: TextRole }[] = [];
  let before = 0;
  for (const token of cutIntoTokens(text)) {
    // Between the pieces of the language are blanks and comments.
    for (const comment of text.slice(before, token.start).matchAll(/#[^\n]*/g)) {
      const start = before + comment.index;
      parts.push({ start, end: start + comment[0].length, role: "comment" });
    }
    const role = roleOf(token);
    if (role !== null) parts.push({ start: token.start, end: token.end, role });
    before = token.end;
  }
  return parts;
}

function roleOf({ kind, is }: Token): TextRole | null {
  if (kind === "word") return JOINTS.has(is) ? "joint" : "word";
  if (kind === "number") return "number";
  return kind === "text" ? "quoted" : null;
}
