import type { ScoreAtom } from "../../../../app/pipeline/segment/condition-tree.ts";
import { SECOND_MS } from "../simulate/world.ts";
import type { NaiveProfile } from "./look.ts";
import type { NaiveShop } from "./shop.ts";

const MILLION = 1_000_000;

/**
 * The whole seconds at which a score falls to the other side of an atom's threshold. Between two tellings and
 * changes of the shop a score never rises (rule 15), so each such span holds at most one, which halving finds.
 */
export function crossingsOf(
  atom: ScoreAtom,
  { profile, shop }: { profile: NaiveProfile; shop: NaiveShop },
): number[] {
  const { from, until, tellings } = profile.history;
  const changes = shop.changes.filter((at) => at >= from && at < until);
  const bounds = [...new Set([...tellings, ...changes, until])].sort((a, b) => a - b);
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
