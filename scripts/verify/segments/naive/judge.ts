import type { Atom, Condition } from "../../../../app/pipeline/segment/condition-tree.ts";
import { judgeCount, judgeRevenue, judgeShare, judgeSum } from "./judge-amounts.ts";
import { judgeNextOrder, judgePrediction, judgeScore } from "./judge-numbers.ts";
import { judgeConsent, judgeRfm, judgeRfmGroup, judgeTag } from "./judge-person.ts";
import { judgeSequence, judgeSince } from "./judge-time.ts";
import type { NaiveLook } from "./look.ts";

/** Whether a condition is met at an instant, computed from scratch. */
export function isMet(condition: Condition, look: NaiveLook): boolean {
  switch (condition.kind) {
    case "all":
      return condition.of.every((part) => isMet(part, look));
    case "any":
      return condition.of.some((part) => isMet(part, look));
    case "none":
      return !condition.of.some((part) => isMet(part, look));
    default:
      return isAtomMet(condition, look);
  }
}

function isAtomMet(atom: Atom, look: NaiveLook): boolean {
  switch (atom.kind) {
    case "score":
      return judgeScore(atom, look);
    case "prediction":
      return judgePrediction(atom, look);
    case "next-order":
      return judgeNextOrder(atom, look);
    case "rfm":
      return judgeRfm(atom, look);
    case "rfm-group":
      return judgeRfmGroup(atom, look);
    case "count":
      return judgeCount(atom, look);
    case "sum":
      return judgeSum(atom, look);
    case "share":
      return judgeShare(atom, look);
    case "revenue":
      return judgeRevenue(atom, look);
    case "since":
      return judgeSince(atom, look);
    case "sequence":
      return judgeSequence(atom, look);
    case "consent":
      return judgeConsent(atom, look);
    case "tag":
      return judgeTag(atom, look);
    case "segment":
      return look.isMember(atom.handle, look.at);
    case "person":
      return (look.profile.history.customerId === null) === (atom.is === "visitor");
  }
}
