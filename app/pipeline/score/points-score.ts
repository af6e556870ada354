import type { Instant } from "../shared/time.ts";
import { capPoints } from "./cap-points.ts";
import type { CappedPoints, TrustSplit } from "./cap-points.ts";
import { TRUST_RANK } from "./merge-rows.ts";
import { toMicro } from "./micro-points.ts";
import type { MicroPoints } from "./micro-points.ts";
import type { PointsModel, ScoringModel } from "./model.ts";
import { decayedTerms } from "./points-curve.ts";
import type { PointsCurve } from "./points-curve.ts";
import type { Contribution, Score } from "./scores.ts";
import { shareOut } from "./share-out.ts";

export interface PointsCaps {
  groups: string[];
  groupCaps: MicroPoints[];
  trustCaps: { claimed: MicroPoints; unsigned: MicroPoints };
}

/** The caps of one score in millionths, the groups in the model's order. */
export const capsOf = (model: PointsModel, trustCaps: ScoringModel["trustCaps"]): PointsCaps => ({
  groups: Object.keys(model.groupCaps),
  groupCaps: Object.values(model.groupCaps).map(toMicro),
  trustCaps: { claimed: toMicro(trustCaps.claimed), unsigned: toMicro(trustCaps.unsigned) },
});

/** The score alone at an instant, without its ledger: what the search for a crossing asks often. */
export function pointsAt(curve: PointsCurve, caps: PointsCaps, at: Instant): MicroPoints {
  return capTerms(curve, caps, decayedTerms(curve, at)).total;
}

/**
 * The score at an instant with its ledger. Terms of which decay has left nothing have no line.
 * What caps take is shared out in proportion within a group and a level of trust.
 */
export function scorePoints(curve: PointsCurve, caps: PointsCaps, at: Instant): Score {
  const decayed = decayedTerms(curve, at);
  const capped = capTerms(curve, caps, decayed);
  const points = shareAmongTerms({ curve, caps, decayed, capped });
  const contributions: Contribution[] = [];
  curve.terms.forEach(({ signal, ...term }, index) => {
    const left = decayed[index] ?? 0;
    if (left === 0) return;
    contributions.push({ term: signal, ...term, decayed: left, points: points[index] ?? 0 });
  });
  return { points: capped.total, contributions };
}

/** Each term's points: first what a level of trust gives to its groups, then a group's to its terms. */
function shareAmongTerms(input: {
  curve: PointsCurve;
  caps: PointsCaps;
  decayed: MicroPoints[];
  capped: CappedPoints;
}): MicroPoints[] {
  const { curve, caps, decayed, capped } = input;
  const points = decayed.map(() => 0);
  capped.byTrust.forEach((ofTrust, rank) => {
    if (ofTrust === 0) return;
    const inGroups = capped.byGroup.map((split) => split[rank] ?? 0);
    shareOut(ofTrust, inGroups).forEach((ofGroup, place) => {
      if (ofGroup === 0) return;
      const members: number[] = [];
      curve.terms.forEach((term, index) => {
        if (term.group === caps.groups[place] && TRUST_RANK[term.trust] === rank)
          members.push(index);
      });
      const weights = members.map((index) => decayed[index] ?? 0);
      shareOut(ofGroup, weights).forEach((share, member) => {
        const index = members[member];
        if (index !== undefined) points[index] = share;
      });
    });
  });
  return points;
}

function capTerms(curve: PointsCurve, caps: PointsCaps, decayed: MicroPoints[]): CappedPoints {
  const groups = caps.groups.map((): TrustSplit => [0, 0, 0]);
  curve.terms.forEach((term, index) => {
    const split = groups[caps.groups.indexOf(term.group)];
    if (split === undefined) return;
    const rank = TRUST_RANK[term.trust];
    split[rank] = (split[rank] ?? 0) + (decayed[index] ?? 0);
  });
  return capPoints({ groups, groupCaps: caps.groupCaps, trustCaps: caps.trustCaps });
}
