import type { Complaint } from "./text-error.ts";
import type { TextMessage } from "./text-message.ts";
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
    const code = isThousands ? "comma-thousands" : "comma-decimal";
    return refuseNumber(number.start, second.end, plain, { code, put: plain });
  }
  if (isFollowed) {
    const plain = number.is + next.is;
    return refuseNumber(number.start, next.end, plain, { code: "number-blanks", put: plain });
  }
  if (/^-?[1-9]\d{0,2}\.\d\d0$/.test(number.is)) {
    const thousands = number.is.replace(".", "");
    return refuseNumber(number.start, number.end, thousands, {
      code: "two-ways",
      number: number.is,
      thousands,
      decimal: String(Number(number.is)),
    });
  }
  return Number.isFinite(Number(number.is))
    ? null
    : refuseNumber(number.start, number.end, null, { code: "number-too-large" });
}

const refuseNumber = (
  start: number,
  end: number,
  suggestion: string | null,
  message: TextMessage,
): Complaint => ({
  start,
  end,
  message,
  expected: ["plainNumber"],
  suggestion,
});
