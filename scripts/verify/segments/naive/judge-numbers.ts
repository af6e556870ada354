import type {
  NextOrderAtom,
  PredictionAtom,
  ScoreAtom,
} from "../../../../app/pipeline/segment/condition-tree.ts";
import type { DayOutlook } from "../simulate/world.ts";
import { DAY_MS } from "../simulate/world.ts";
import { toMinor } from "./amounts.ts";
import { compares } from "./compare.ts";
import { endOf } from "./durations.ts";
import type { NaiveLook } from "./look.ts";

const MILLION = 1_000_000;

export function judgeScore(atom: ScoreAtom, { profile, at }: NaiveLook): boolean {
  const score = profile.score(atom.score, at);
  return score !== null && compares(score, atom.comparison, Math.round(atom.points * MILLION));
}

/** What was told of the profile on the UTC day. */
function outlookAt({ shop, profile, at }: NaiveLook): DayOutlook | null {
  return profile.history.outlooks[Math.floor((at - shop.world.startAt) / DAY_MS)] ?? null;
}

export function judgePrediction(atom: PredictionAtom, look: NaiveLook): boolean {
  const told = outlookAt(look)?.estimates[atom.of]?.[atom.bound] ?? null;
  if (told === null) return false;
  if (atom.of !== "lifetime-value") return compares(told * 100, atom.comparison, atom.value);
  return compares(told, atom.comparison, toMinor(atom.value, look.shop.world.currency));
}

export function judgeNextOrder(atom: NextOrderAtom, look: NaiveLook): boolean {
  const expected = outlookAt(look)?.nextOrderAt ?? null;
  if (expected === null) return false;
  const isSooner = expected < endOf(look.at, atom.duration, look);
  return isSooner === (atom.comparison === "less-than");
}
