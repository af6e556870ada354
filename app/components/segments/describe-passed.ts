import type { Length } from "../../pipeline/segment/fact.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../pipeline/shared/time.ts";
import type { Words } from "../words/use-words.ts";
import { plainNumber } from "./plain-number.ts";

/** A length of time that was measured or counted: "12.3 days"; behind "in" and "ago" German bends it. */
export function lengthWords(
  { t, format }: Words<"conditions">,
  length: Length,
  form: "length" | "lengthAfter" = "length",
): string {
  const { unit, count } = inUnits(length);
  return t(`${form}.${unit}`, { count, amount: plainNumber(format, count) });
}

/** How long ago something was: "5 hours ago", "yesterday", "just now" within the first minute. */
export function agoWords({ t, format }: Words<"conditions">, length: Length): string {
  if ("days" in length && length.days < 2) {
    return length.days === 0 ? t("reason.ago.today") : t("reason.ago.yesterday");
  }
  if ("ms" in length && length.ms < MINUTE_MS) return t("reason.ago.now");
  const { unit, count } = inUnits(length);
  return t(`reason.ago.${unit}`, { count, amount: plainNumber(format, count) });
}

function inUnits(length: Length): { unit: "days" | "hours" | "minutes"; count: number } {
  if ("days" in length) return { unit: "days", count: length.days };
  const { ms } = length;
  if (ms >= 2 * DAY_MS) return { unit: "days", count: oneDecimal(ms / DAY_MS) };
  if (ms >= HOUR_MS) return { unit: "hours", count: oneDecimal(ms / HOUR_MS) };
  return { unit: "minutes", count: Math.floor(ms / MINUTE_MS) };
}

/** Rounded down, so that what is just short of a limit never reads as if it had reached it. */
const oneDecimal = (value: number): number => Math.floor(value * 10) / 10;
