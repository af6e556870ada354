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
  const { total, byTrust, byGroup } = capTerms(curve, caps, decayed);
  const contributions: Contribution[] = [];
  byTrust.forEach((ofTrust, rank) => {
    const ofGroups = shareOut(
      ofTrust,
      byGroup.map((split) => split[rank] ?? 0),
    );
    caps.groups.forEach((group, groupIndex) => {
      const terms = curve.terms
        .map((term, index) => ({ term, decayed: decayed[index] ?? 0 }))
        .filter(({ term }) => term.group === group && TRUST_RANK[term.trust] === rank)
        .filter((line) => line.decayed > 0);
      const shares = shareOut(
        ofGroups[groupIndex] ?? 0,
        terms.map((line) => line.decayed),
      );
      terms.forEach((line, index) => {
        const { signal, trust, count, counted, earned } = line.term;
        const points = shares[index] ?? 0;
        contributions.push({
          term: signal,
          group,
          trust,
          count,
          counted,
          earned,
          decayed: line.decayed,
          points,
        });
      });
    });
  });
  return { points: total, contributions };
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
