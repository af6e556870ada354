import type { Complaint } from "./text-error.ts";
import type { Token } from "./tokens.ts";

/**
 * A number that people wrote in a way that would be read as another one, or as two: separators of thousands and commas
 * before decimals. Null: the number is plain.
 * @param next and `second` the two tokens after it
 */
export function complainOfNumber(number: Token, next: Token, second: Token): Complaint | null {
  const isJoined = next.is === "," && next.start === number.end && second.start === next.end;
  const isFollowed =
    next.kind === "number" && /^\d{3}$/.test(next.is) && /^\d{1,3}$/.test(number.is);
  if (isJoined && second.kind === "number") {
    const isThousands = /^\d{3}(?:\.\d+)?$/.test(second.is);
    const plain = isThousands ? number.is + second.is : `${number.is}.${second.is}`;
    const role = isThousands ? "parts the members of a list, not thousands" : "is no decimal point";
    return refuseNumber(number.start, second.end, plain, `A comma ${role}: write ${plain}.`);
  }
  if (isFollowed) {
    const plain = number.is + next.is;
    return refuseNumber(
      number.start,
      next.end,
      plain,
      `A number has no blanks in it: write ${plain}.`,
    );
  }
  if (/^-?[1-9]\d{0,2}\.\d\d0$/.test(number.is)) {
    const thousands = number.is.replace(".", "");
    const message = `“${number.is}” can be read in two ways: write ${thousands} or ${Number(number.is)}.`;
    return refuseNumber(number.start, number.end, thousands, message);
  }
  return Number.isFinite(Number(number.is))
    ? null
    : refuseNumber(number.start, number.end, null, "This number is too large to count with.");
}

const refuseNumber = (
  start: number,
  end: number,
  suggestion: string | null,
  message: string,
): Complaint => ({
  start,
  end,
  message,
  expected: "a plain number such as 1000 or 19.90",
  suggestion,
});
