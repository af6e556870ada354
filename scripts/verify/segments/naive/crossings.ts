import type { ScoreAtom } from "../../../../app/pipeline/segment/condition-tree.ts";
import { DAY_MS, SECOND_MS } from "../simulate/world.ts";
import type { NaiveProfile } from "./look.ts";

const MILLION = 1_000_000;

/**
 * The whole seconds at which a score falls to the other side of an atom's threshold. Between two tellings and
 * midnights a score never rises (rule 15), so each such span holds at most one, which halving finds.
 */
export function crossingsOf(atom: ScoreAtom, { profile }: { profile: NaiveProfile }): number[] {
  const { from, until, tellings } = profile.history;
  const midnights: number[] = [];
  for (let at = Math.ceil(from / DAY_MS) * DAY_MS; at < until; at += DAY_MS) midnights.push(at);
  const bounds = [...new Set([...tellings, ...midnights, until])].sort((a, b) => a - b);
  const limit = Math.round(atom.points * MILLION);
  const isOver = atom.comparison === "more-than" || atom.comparison === "at-most";
  const isAbove = (at: number): boolean => {
    const score = profile.score(atom.score, at);
    return score !== null && (isOver ? score > limit : score >= limit);
  };
  return bounds.slice(1).flatMap((end, index) => {
    const begin = bounds[index] ?? end;
    let low = Math.floor(begin / SECOND_MS);
    let high = Math.ceil(end / SECOND_MS) - 1;
    if (high <= low || !isAbove(begin) || isAbove(high * SECOND_MS)) return [];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (isAbove(middle * SECOND_MS)) low = middle;
      else high = middle;
    }
    return [high * SECOND_MS];
  });
}
