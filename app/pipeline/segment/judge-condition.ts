import { assertNever } from "../shared/outcome.ts";
import type { Atom, Condition } from "./condition-tree.ts";
import { judgeCount } from "./judge-count.ts";
import { judgeNextOrder } from "./judge-next-order.ts";
import { judgeConsent, judgePerson, judgeTag } from "./judge-person.ts";
import { judgePrediction } from "./judge-prediction.ts";
import { judgeRevenue } from "./judge-revenue.ts";
import { judgeRfm, judgeRfmGroup } from "./judge-rfm.ts";
import { judgeScore } from "./judge-score.ts";
import { judgeSegment } from "./judge-segment.ts";
import { judgeSequence } from "./judge-sequence.ts";
import { judgeShare } from "./judge-share.ts";
import { judgeSince } from "./judge-since.ts";
import { judgeSum } from "./judge-sum.ts";
import { combine, negate } from "./combine-verdicts.ts";
import type { Prepared } from "./prepare.ts";
import type { Verdict } from "./verdict.ts";

/** The verdict on a condition, its reason made of the facts that decided. */
export function judgeCondition(condition: Condition, prepared: Prepared): Verdict {
  switch (condition.kind) {
    case "all":
    case "any":
      return combine(condition.kind, condition.of, (part) => judgeCondition(part, prepared));
    case "none":
      return negate(combine("any", condition.of, (part) => judgeCondition(part, prepared)));
    default:
      return judgeAtom(condition, prepared);
  }
}

function judgeAtom(atom: Atom, prepared: Prepared): Verdict {
  switch (atom.kind) {
    case "score":
      return judgeScore(atom, prepared);
    case "prediction":
      return judgePrediction(atom, prepared);
    case "next-order":
      return judgeNextOrder(atom, prepared);
    case "rfm":
      return judgeRfm(atom, prepared);
    case "rfm-group":
      return judgeRfmGroup(atom, prepared);
    case "count":
      return judgeCount(atom, prepared);
    case "sum":
      return judgeSum(atom, prepared);
    case "share":
      return judgeShare(atom, prepared);
    case "revenue":
      return judgeRevenue(atom, prepared);
    case "since":
      return judgeSince(atom, prepared);
    case "sequence":
      return judgeSequence(atom, prepared);
    case "consent":
      return judgeConsent(atom, prepared);
    case "tag":
      return judgeTag(atom, prepared);
    case "segment":
      return judgeSegment(atom, prepared);
    case "person":
      return judgePerson(atom, prepared);
    default:
      return assertNever(atom);
  }
}
