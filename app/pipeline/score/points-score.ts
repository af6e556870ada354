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
import { listTakings } from "./takings-ledger.ts";

export interface PointsCaps {
  groups: string[];
  groupCaps: MicroPoints[];
  trustCaps: { claimed: MicroPoints; unsigned: MicroPoints };
}

/** The caps of one score in millionths, the groups by name: in which order a model lists them decides nothing. */
export function capsOf(model: PointsModel, trustCaps: ScoringModel["trustCaps"]): PointsCaps {
  const groups = Object.keys(model.groupCaps).sort();
  return {
    groups,
    groupCaps: groups.map((group) => toMicro(model.groupCaps[group] ?? 0)),
    trustCaps: { claimed: toMicro(trustCaps.claimed), unsigned: toMicro(trustCaps.unsigned) },
  };
}

/** The score alone at an instant, without its ledger: what the search for a crossing asks often. */
export function pointsAt(curve: PointsCurve, caps: PointsCaps, at: Instant): MicroPoints {
  return capSplits(splitTerms(curve, caps, decayedTerms(curve, at)), caps).total;
}

/**
 * The score at an instant with its ledger. Terms of which decay has left nothing have no line.
 * What caps take is shared out in proportion within a group and a level of trust. What dampeners
 * take stands in lines of their own: the lines of what was earned say what it would be without them.
 */
export function scorePoints(curve: PointsCurve, caps: PointsCaps, at: Instant): Score {
  const earned = decayedTerms(curve, at, "earned");
  const splits = splitTerms(curve, caps, earned);
  const capped = capSplits(splits, caps);
  const points = shareAmongTerms({ curve, caps, decayed: earned, capped });
  const contributions: Contribution[] = [];
  curve.terms.forEach(({ signal, ...term }, index) => {
    const left = earned[index] ?? 0;
    if (left === 0) return;
    contributions.push({ term: signal, ...term, decayed: left, points: points[index] ?? 0 });
  });
  if (curve.dampeners.length === 0) return { points: capped.total, contributions };

  const kept = splitTerms(curve, caps, decayedTerms(curve, at));
  const taken = takeByGroup({ splits, kept, caps });
  contributions.push(...listTakings({ curve, caps, at, taken }));
  return { points: capSplits(kept, caps).total, contributions };
}

/**
 * By how much the score is lower for what dampeners took from each group: group by group, so that
 * what a cap held back anyway is charged to nobody else. Together the whole difference.
 */
function takeByGroup(input: {
  splits: readonly TrustSplit[];
  kept: readonly TrustSplit[];
  caps: PointsCaps;
}): MicroPoints[] {
  const { kept, caps } = input;
  const splits = [...input.splits];
  let before = capSplits(splits, caps).total;
  return kept.map((split, place) => {
    splits[place] = split;
    const after = capSplits(splits, caps).total;
    const taken = before - after;
    before = after;
    return taken;
  });
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

const capSplits = (groups: readonly TrustSplit[], caps: PointsCaps): CappedPoints =>
  capPoints({ groups, groupCaps: caps.groupCaps, trustCaps: caps.trustCaps });

function splitTerms(curve: PointsCurve, caps: PointsCaps, decayed: MicroPoints[]): TrustSplit[] {
  const groups = caps.groups.map((): TrustSplit => [0, 0, 0]);
  curve.terms.forEach((term, index) => {
    const split = groups[caps.groups.indexOf(term.group)];
    if (split === undefined) return;
    const rank = TRUST_RANK[term.trust];
    split[rank] = (split[rank] ?? 0) + (decayed[index] ?? 0);
  });
  return groups;
}
