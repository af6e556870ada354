import type { Candidate } from "../db/segment-builds.ts";
import { keepReason } from "../pipeline/segment/keep-reason.ts";
import type { Memberships } from "../pipeline/segment/segments.ts";
import type { ShopSegment } from "./shop-segments.ts";

/** Where a profile's memberships will differ from what they are, by definitions that are being built. */
export function findCandidates(input: {
  profileId: number;
  segments: readonly ShopSegment[];
  /** As they are, by handle; who is not in it is not a member. */
  current: Readonly<Record<string, { member: boolean }>>;
  coming: Memberships;
}): Candidate[] {
  const { profileId, segments, current, coming } = input;
  const candidates: Candidate[] = [];
  for (const { handle, segmentId } of segments) {
    const settled = coming[handle];
    if (settled === undefined) continue;
    const { member: entered } = settled;
    if (entered === (current[handle]?.member ?? false)) continue;
    candidates.push({ profileId, segmentId, entered, reason: keepReason(settled.reason()) });
  }
  return candidates;
}
