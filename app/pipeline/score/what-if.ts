import { toMicro, type MicroPoints } from "./micro-points.ts";
import { SCORE_NAMES, type Contribution, type ProfileScores, type ScoreName } from "./scores.ts";

/** One customer at one instant by two models. */
export interface Rescored {
  customerId: string;
  before: ProfileScores;
  after: ProfileScores;
}

/** How customers spread over a score. */
export interface Spread {
  /** Customers by score: `BIN_COUNT` bins of equal width, the last one with 100 points in it. */
  bins: number[];
  unknown: number;
}

/** By how much a line of the ledger changes. */
export interface TermChange {
  term: Contribution["term"];
  before: MicroPoints;
  after: MicroPoints;
}

export interface Mover {
  customerId: string;
  before: MicroPoints;
  after: MicroPoints;
  /** The terms that change most, the greatest change first. */
  because: TermChange[];
}

/** What another model would do to one score of some customers. */
export interface ScoreWhatIf {
  before: Spread;
  after: Spread;
  /** Customers whose score would rise and fall by a point or more. */
  rising: number;
  falling: number;
  /** Who would rise and fall most, the greatest change first. */
  risers: Mover[];
  fallers: Mover[];
}

const BIN_COUNT = 20;
const MICRO_PER_BIN = toMicro(100) / BIN_COUNT;

/** A smaller change reads as none: lists of customers show whole points. */
const LEAST_MOVE = toMicro(1);
const MOST_MOVERS = 5;
const MOST_TERMS = 2;

/** What another model would do to each score of some customers, in whatever order they are given. */
export function compareRescored(people: readonly Rescored[]): Record<ScoreName, ScoreWhatIf> {
  const [intent, engagement, value, behavior] = SCORE_NAMES.map((score) =>
    compareScore(people, score),
  ) as [ScoreWhatIf, ScoreWhatIf, ScoreWhatIf, ScoreWhatIf];
  return { intent, engagement, value, behavior };
}

function compareScore(people: readonly Rescored[], score: ScoreName): ScoreWhatIf {
  const moves = people
    .map((person) => ({ person, change: changeOf(person, score) }))
    .sort((a, b) => b.change - a.change || (a.person.customerId < b.person.customerId ? -1 : 1));
  const rising = moves.filter(({ change }) => change >= LEAST_MOVE);
  const falling = moves.filter(({ change }) => change <= -LEAST_MOVE).reverse();
  const show = (list: typeof moves): Mover[] =>
    list.slice(0, MOST_MOVERS).map(({ person }) => describeMover(person, score));
  return {
    before: spreadOf(people.map(({ before }) => before[score].points)),
    after: spreadOf(people.map(({ after }) => after[score].points)),
    rising: rising.length,
    falling: falling.length,
    risers: show(rising),
    fallers: show(falling),
  };
}

/** Nothing where a score is unknown by either model: unknown is not zero. */
function changeOf({ before, after }: Rescored, score: ScoreName): MicroPoints {
  const [old, fresh] = [before[score].points, after[score].points];
  return old === null || fresh === null ? 0 : fresh - old;
}

function spreadOf(points: readonly (MicroPoints | null)[]): Spread {
  const bins = Array<number>(BIN_COUNT).fill(0);
  let unknown = 0;
  for (const one of points) {
    if (one === null) unknown += 1;
    else {
      const bin = Math.min(Math.floor(one / MICRO_PER_BIN), BIN_COUNT - 1);
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
  }
  return { bins, unknown };
}

function describeMover({ customerId, before, after }: Rescored, score: ScoreName): Mover {
  const changes = new Map<Contribution["term"], TermChange>();
  const add = (side: "before" | "after", { term, points }: Contribution): void => {
    const change = changes.get(term) ?? { term, before: 0, after: 0 };
    change[side] += points;
    changes.set(term, change);
  };
  for (const line of before[score].contributions) add("before", line);
  for (const line of after[score].contributions) add("after", line);
  const sizeOf = (change: TermChange): number => Math.abs(change.after - change.before);
  return {
    customerId,
    before: before[score].points ?? 0,
    after: after[score].points ?? 0,
    because: [...changes.values()]
      .filter((change) => sizeOf(change) > 0)
      .sort((a, b) => sizeOf(b) - sizeOf(a) || (a.term < b.term ? -1 : 1))
      .slice(0, MOST_TERMS),
  };
}
