import type { Reader } from "./reader.ts";

const OPENS: ReadonlySet<string> = new Set(["(", "["]);
const CLOSES: ReadonlySet<string> = new Set([")", "]"]);
const JOINTS: ReadonlySet<string> = new Set(["and", "or"]);

/**
 * Steps over the rest of a condition that does not fit, up to where another one can begin: an "and", "or", comma or
 * closing bracket that is not within the brackets of the condition itself. Where those are never closed, up to the
 * next "and" or "or", which no atom holds.
 * @param from the token with which the condition began
 */
export function skipMisfit(reader: Reader, from: number): void {
  const { tokens } = reader;
  let open = 0;
  for (let index = from; index < tokens.length; index++) {
    const token = tokens[index];
    const sign = token?.kind === "text" ? "" : (token?.is ?? "");
    const isBehind = index >= reader.at;
    if (isBehind && open === 0 && (JOINTS.has(sign) || sign === "," || CLOSES.has(sign))) {
      reader.at = index;
      return;
    }
    if (OPENS.has(sign)) open++;
    if (CLOSES.has(sign)) open = Math.max(0, open - 1);
  }
  if (open > 0) skipToJoint(reader);
  else reader.at = tokens.length - 1;
}

/** Steps to the next "and" or "or", without one to the end. */
export function skipToJoint(reader: Reader): void {
  const { tokens, at } = reader;
  const joint = tokens.findIndex(
    ({ kind, is }, index) => index >= at && kind === "word" && JOINTS.has(is),
  );
  reader.at = joint === -1 ? tokens.length - 1 : joint;
}
