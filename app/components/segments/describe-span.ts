import type { Duration, Window } from "../../pipeline/segment/condition-tree.ts";
import { assertNever } from "../../pipeline/shared/outcome.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../pipeline/shared/time.ts";
import type { Words } from "../words/use-words.ts";
import { joinEither } from "./join-words.ts";
import { plainNumber } from "./plain-number.ts";

/** "length": as it is; "lengthAfter": behind "within" and the like, where German bends it. */
type Form = "length" | "lengthAfter";

/** "7 days", "1.5 typical gaps between orders", "30 days or 2 typical gaps between orders (whichever is longer)". */
export function durationWords(
  words: Words<"conditions">,
  duration: Duration,
  form: Form = "length",
): string {
  const { t, format } = words;
  switch (duration.kind) {
    case "fixed":
    case "days": {
      const { unit, count } = inUnits(duration);
      return t(`${form}.${unit}`, { count, amount: plainNumber(format, count) });
    }
    case "typical-gaps": {
      const { times } = duration;
      return t(`${form}.gaps`, { count: times, amount: plainNumber(format, times) });
    }
    case "longest-of": {
      const lengths = duration.of.map((one) => durationWords(words, one, form));
      return t(`${form}.longest`, { lengths: joinEither(words, lengths) });
    }
    default:
      return assertNever(duration);
  }
}

/** "in the last 7 days"; for all time "so far". */
export function windowWords({ t, format }: Words<"conditions">, window: Window | null): string {
  if (window === null) return t("when.ever");
  if (window.kind === "days" && window.days === 1) return t("when.today");
  const { unit, count } = inUnits(window);
  return t(`when.${unit}`, { count, amount: plainNumber(format, count) });
}

function inUnits(length: Window): { unit: "days" | "hours" | "minutes"; count: number } {
  if (length.kind === "days") return { unit: "days", count: length.days };
  const { ms } = length;
  if (ms % DAY_MS === 0) return { unit: "days", count: ms / DAY_MS };
  if (ms < HOUR_MS) return { unit: "minutes", count: Math.round((10 * ms) / MINUTE_MS) / 10 };
  return { unit: "hours", count: Math.round((10 * ms) / HOUR_MS) / 10 };
}
