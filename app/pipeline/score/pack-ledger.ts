import type { Contribution, Score, ScoreName, UnknownReason } from "./scores.ts";

/** One line by the places of its values, in the order of `packLine`. */
export type PackedLine = [
  term: string,
  group: string,
  trust: string,
  count: number,
  counted: number,
  earned: number,
  decayed: number,
  points: number,
];

/** The points and the lines they are the sum of; or why the score is unknown. */
export type PackedScore = [points: number, ...lines: PackedLine[]] | UnknownReason;

/**
 * The ledger of a profile as it is stored. Names of its fields beside every value would be two thirds of it, which made
 * the database compress each ledger at each scoring: more work than all else that writing a profile takes.
 */
export const packLedger = (
  ledger: Readonly<Record<ScoreName, Score>>,
): Record<ScoreName, PackedScore> => ({
  intent: packScore(ledger.intent),
  engagement: packScore(ledger.engagement),
  value: packScore(ledger.value),
  behavior: packScore(ledger.behavior),
});

const packScore = (score: Score): PackedScore =>
  score.points === null ? score.reason : [score.points, ...score.contributions.map(packLine)];

const packLine = (line: Contribution): PackedLine => [
  line.term,
  line.group,
  line.trust,
  line.count,
  line.counted,
  line.earned,
  line.decayed,
  line.points,
];
