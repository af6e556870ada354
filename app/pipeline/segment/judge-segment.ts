import type { SegmentAtom } from "./condition-tree.ts";
import type { Prepared } from "./prepare.ts";
import { lasting } from "./verdict.ts";
import type { Verdict } from "./verdict.ts";

/** Membership as settled at this look, or at the one before where that segment is not looked at. */
export function judgeSegment({ handle }: SegmentAtom, { settled, person }: Prepared): Verdict {
  const found = settled.get(handle);
  const met = (found ?? person.memberships[handle])?.member ?? false;
  const verdict = lasting(met, () => ({ kind: "segment", handle, met }));
  return found === undefined ? verdict : { ...verdict, flipsAt: (limit) => found.flipsAt(limit) };
}
