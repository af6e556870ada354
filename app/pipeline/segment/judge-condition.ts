import { assertNever } from "../shared/outcome.ts";
import type { Condition } from "./condition.ts";
import { judgeOrders } from "./judge-orders.ts";
import { judgeRevenue } from "./judge-revenue.ts";
import { judgeScore } from "./judge-score.ts";
import { judgeSequence } from "./judge-sequence.ts";
import { judgeSince } from "./judge-since.ts";
import { earlier } from "./verdict.ts";
import type { Prepared, Verdict } from "./verdict.ts";

/** The verdict on a condition, its reason as a phrase made of the atoms' phrases that decided. */
export function judgeCondition(condition: Condition, prepared: Prepared): Verdict {
  switch (condition.kind) {
    case "all":
    case "any":
      return judgeList(condition, prepared);
    case "not": {
      // The phrase states a fact, which is as true of the denial.
      const verdict = judgeCondition(condition.of, prepared);
      return { ...verdict, met: !verdict.met };
    }
    case "score":
      return judgeScore(condition, prepared);
    case "orders":
      return judgeOrders(condition, prepared);
    case "revenue":
      return judgeRevenue(condition, prepared);
    case "since":
      return judgeSince(condition, prepared);
    case "sequence":
      return judgeSequence(condition, prepared);
    default:
      return assertNever(condition);
  }
}

function judgeList(
  condition: { kind: "all" | "any"; of: readonly Condition[] },
  prepared: Prepared,
): Verdict {
  const verdicts = condition.of.map((part) => judgeCondition(part, prepared));
  const isAll = condition.kind === "all";
  const met = isAll
    ? verdicts.every((verdict) => verdict.met)
    : verdicts.some((verdict) => verdict.met);
  // An "all" fails by its failing parts, an "any" holds by its holding parts; else all parts count.
  const deciding = verdicts.filter((verdict) => verdict.met === met);
  const reason = deciding.map((verdict) => verdict.reason).join("; ");
  return {
    met,
    reason: reason || (isAll ? "nothing is asked" : "nothing could be met"),
    nextFlip: verdicts.reduce<number | null>(
      (first, verdict) => earlier(first, verdict.nextFlip),
      null,
    ),
  };
}
