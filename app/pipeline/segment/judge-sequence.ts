import type { SequenceAtom } from "./condition.ts";
import { momentAt } from "./moment-at.ts";
import type { Prepared, Verdict } from "./verdict.ts";
import { describeAgo, describeMoment } from "./words.ts";

/** The past alone decides, so passing time never changes this verdict. */
export function judgeSequence(atom: SequenceAtom, prepared: Prepared): Verdict {
  const name = describeMoment(atom.moment);
  const at = momentAt(atom.moment, prepared);
  if (at === null) return { met: false, reason: `no ${name}`, nextFlip: null };

  const ago = describeAgo(prepared.asOf - at);
  for (const moment of atom.unlessLater) {
    const later = momentAt(moment, prepared);
    if (later === null || later < at) continue;
    const reason = `${name} ${ago} was followed by the ${describeMoment(moment)}`;
    return { met: false, reason, nextFlip: null };
  }
  const others = describeOthers(atom);
  return {
    met: true,
    reason: `${name} ${ago}, no ${others.join(", no ")} since`,
    nextFlip: null,
  };
}

/** What did not follow, each once: an order counts as a signal and as a record, and reads the same. */
function describeOthers(atom: SequenceAtom): string[] {
  const words = atom.unlessLater.map(describeMoment).map((name) => name.replace("last ", ""));
  const hasOrder = words.includes("order");
  return words.filter((name) => !(hasOrder && name === "order placed"));
}
