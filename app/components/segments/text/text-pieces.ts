/** A piece of a text that is drawn in one way. */
export interface TextPiece {
  text: string;
  /** What it is to the language; plain: blanks, signs, and what has no color of its own. */
  role: TextRole;
  isWrong: boolean;
}

export type TextRole = "plain" | "joint" | "word" | "number" | "quoted" | "comment";

/** A part of the text, by offsets, without its end. */
interface Part {
  start: number;
  end: number;
}

/** The text cut into pieces: at the parts that have a role, and at those that are wrong. Together they are the text. */
export function cutIntoPieces(
  text: string,
  roles: readonly (Part & { role: TextRole })[],
  wrong: readonly Part[],
): TextPiece[] {
  const cuts = new Set([0, text.length]);
  for (const { start, end } of [...roles, ...wrong]) cuts.add(start).add(end);
  const places = [...cuts].filter((cut) => cut <= text.length).sort((a, b) => a - b);
  return places.slice(1).map((end, index) => {
    const start = places[index] ?? 0;
    const covers = (part: Part): boolean => part.start <= start && end <= part.end;
    return {
      text: text.slice(start, end),
      role: roles.find(covers)?.role ?? "plain",
      isWrong: wrong.some(covers),
    };
  });
}
