import type { SequenceAtom } from "./condition.ts";
import { momentAt } from "./moment-at.ts";
import type { Prepared, Verdict } from "./verdict.ts";
import { describeDuration, describeMoment } from "./words.ts";

/** The past alone decides, so passing time never changes this verdict. */
export function judgeSequence(atom: SequenceAtom, prepared: Prepared): Verdict {
  const name = describeMoment(atom.moment);
  const at = momentAt(atom.moment, prepared);
  if (at === null) return { met: false, reason: `no ${name}`, nextFlip: null };

  const ago = describeDuration(prepared.asOf - at);
  for (const moment of atom.unlessLater) {
    const later = momentAt(moment, prepared);
    if (later === null || later < at) continue;
    const reason = `${name} ${ago} ago was followed by the ${describeMoment(moment)}`;
    return { met: false, reason, nextFlip: null };
  }
  const others = atom.unlessLater.map(describeMoment).map((words) => words.replace("last ", ""));
  return {
    met: true,
    reason: `${name} ${ago} ago, no ${others.join(", no ")} since`,
    nextFlip: null,
  };
}
