import type { Condition } from "../../../../app/pipeline/segment/condition-tree.ts";
import type { Definition } from "../definition.ts";
import { isMet } from "../naive/judge.ts";
import { openNaiveProfile } from "../naive/look.ts";
import { timelinesOf } from "../naive/timeline.ts";
import type { NaiveShop } from "../naive/shop.ts";
import type { ProfileHistory } from "../simulate/profile-histories.ts";
import { memberAt } from "../steps.ts";
import type { Change } from "../steps.ts";

/** What the naive evaluator says of one profile. */
export interface NaiveWord {
  timeline(handle: string): readonly Change[];
  /** Judges anew at any instant; null for what hangs on when somebody came or left. */
  scratch(definition: Definition): ((at: number) => boolean) | null;
}

export function judgeNaively(
  history: ProfileHistory,
  { shop, definitions }: { shop: NaiveShop; definitions: readonly Definition[] },
): NaiveWord {
  const profile = openNaiveProfile(shop, history);
  const timelines = timelinesOf(definitions, { shop, profile });
  const timeline = (handle: string): readonly Change[] => timelines.get(handle) ?? [];
  const isMember = (handle: string, at: number): boolean => memberAt(timeline(handle), at);
  return {
    timeline,
    scratch({ condition, leaveWhen, minimumStayMs, minimumAbsenceMs }) {
      const isSettled = leaveWhen !== null || minimumStayMs > 0 || minimumAbsenceMs > 0;
      if (isSettled) return null;
      return (at) => judgeAt(condition, at);
    },
  };

  function judgeAt(condition: Condition, at: number): boolean {
    return isMet(condition, { shop, profile, at, isMember });
  }
}
