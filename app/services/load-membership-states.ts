import { loadExits, loadMemberships, type MembershipSince } from "../db/memberships.ts";
import type { Queryable } from "../db/transaction.ts";
import type { MembershipState } from "../pipeline/segment/situation.ts";
import type { ShopSegment } from "./shop-segments.ts";

type States = Record<string, MembershipState>;

/**
 * How the look before left profiles, by the segments' handles. Since when somebody is out is read only where a
 * segment keeps out for a while who left it.
 */
export async function loadMembershipStates(
  db: Queryable,
  shopId: number,
  asked: { profileIds: number[]; segments: readonly ShopSegment[] },
): Promise<Map<number, States>> {
  const { profileIds, segments } = asked;
  const handles = new Map(segments.map(({ segmentId, handle }) => [segmentId, handle]));
  const states = new Map<number, States>(profileIds.map((profileId) => [profileId, {}]));
  const note = (rows: MembershipSince[], member: boolean) => {
    for (const { profileId, segmentId, since } of rows) {
      const [of, handle] = [states.get(profileId), handles.get(segmentId)];
      if (of !== undefined && handle !== undefined) of[handle] = { member, since };
    }
  };
  const segmentIds = segments
    .filter(({ minimumAbsenceMs }) => minimumAbsenceMs > 0)
    .map(({ segmentId }) => segmentId);
  note(await loadExits(db, shopId, { profileIds, segmentIds }), false);
  note(await loadMemberships(db, shopId, profileIds), true);
  return states;
}
