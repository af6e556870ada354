import type { IntakeBucket, Tally } from "../../queries/read-intake.ts";
import type { Tone } from "../plot/tones.ts";
import type { Words } from "../words/use-words.ts";

type Outcome = keyof Tally;

/** In the order in which a column is stacked, from the bottom. */
export const OUTCOMES_IN_ORDER = [
  "accepted",
  "duplicate",
  "ignored",
  "rejected",
] as const satisfies readonly Outcome[];

export const OUTCOME_TONES: Record<Outcome, Tone> = {
  accepted: "blue",
  duplicate: "grey",
  ignored: "violet",
  rejected: "amber",
};

export const totalOf = (tally: Tally): number =>
  OUTCOMES_IN_ORDER.reduce((sum, outcome) => sum + tally[outcome], 0);

/** "1,204 accepted, 31 duplicates": what there is of each, accepted always. */
export function tallyWords({ t, format }: Words<"quality">, tally: Tally): string {
  return OUTCOMES_IN_ORDER.filter((outcome) => outcome === "accepted" || tally[outcome] > 0)
    .map((outcome) => t(`tally.${outcome}`, { amount: format.count(tally[outcome]) }))
    .join(", ");
}

export function sumBuckets(buckets: readonly IntakeBucket[]): Tally {
  const sum: Tally = { accepted: 0, duplicate: 0, ignored: 0, rejected: 0 };
  for (const bucket of buckets) {
    for (const outcome of OUTCOMES_IN_ORDER) sum[outcome] += bucket[outcome];
  }
  return sum;
}
