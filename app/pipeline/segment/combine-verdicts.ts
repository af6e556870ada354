import type { Instant } from "../shared/time.ts";
import { once } from "./once.ts";
import { NEVER } from "./verdict.ts";
import type { Verdict } from "./verdict.ts";

/** The same fact, denied: it is as true, and changes when the fact does. */
export const negate = (verdict: Verdict): Verdict => ({ ...verdict, met: !verdict.met });

/**
 * "all" or "any" of some parts. Parts behind the one that decides are judged only when the reason or the flip is
 * wanted.
 */
export function combine<Part>(
  kind: "all" | "any",
  parts: readonly Part[],
  judge: (part: Part) => Verdict,
): Verdict {
  const isAll = kind === "all";
  const judged: Verdict[] = [];
  let met = isAll;
  for (const part of parts) {
    const verdict = judge(part);
    judged.push(verdict);
    if (verdict.met === isAll) continue;
    met = !isAll;
    break;
  }
  const verdicts = once(() => [...judged, ...parts.slice(judged.length).map(judge)]);
  return {
    met,
    reason: () => {
      // An "all" fails by its failing parts, an "any" holds by its holding parts; else all parts count.
      const deciding = verdicts().filter((verdict) => verdict.met === met);
      const facts = deciding.flatMap((verdict) => verdict.reason());
      return facts.length > 0 ? facts : [{ kind: "empty", of: kind }];
    },
    flipsAt: (limit) =>
      met === isAll ? firstFlip(judged, limit) : lastFlip({ judged, verdicts, limit }),
  };
}

/** While all hold, or none does, the first change of any can be a change of the whole. */
function firstFlip(verdicts: readonly Verdict[], limit: Instant): Instant {
  let first = NEVER;
  for (const verdict of verdicts) {
    first = Math.min(first, verdict.flipsAt(Math.min(first, limit)));
  }
  return first;
}

/**
 * Where several decide, each of them has to change before the whole does. One that never changes is enough to know
 * that nothing else matters.
 */
function lastFlip(input: {
  judged: readonly Verdict[];
  verdicts: () => readonly Verdict[];
  limit: Instant;
}): Instant {
  const { judged, verdicts, limit } = input;
  const deciding = judged.at(-1);
  if (deciding === undefined) return NEVER;
  let last = deciding.flipsAt(limit);
  if (last >= limit) return last;
  for (const verdict of verdicts()) {
    if (verdict.met !== deciding.met || verdict === deciding) continue;
    last = Math.max(last, verdict.flipsAt(limit));
    if (last >= limit) return last;
  }
  return last;
}
