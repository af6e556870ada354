import { loadBenchmarkDays } from "../db/benchmark-days.ts";
import { saveScoreHistory, type ProfileHistory } from "../db/score-history.ts";
import type { Queryable } from "../db/transaction.ts";
import {
  dayEnd,
  firstDayKept,
  scoreDayEnds,
  type HistoryDay,
} from "../pipeline/score/score-history.ts";
import type { ProfileFacts } from "../pipeline/shared/records.ts";
import { dayOf } from "../pipeline/shared/time.ts";
import { readBenchmarks } from "./keep-benchmarks.ts";
import { loadScoringModels, modelInForce, type ShopModel } from "./load-scoring-model.ts";

/** A profile that is being scored, and the last day of which its history stands. */
export interface ProfileToKeep {
  profileId: number;
  historyDay: number | null;
  facts: ProfileFacts;
}

/**
 * Writes the scores at the end of every past UTC day that is kept and not written yet, or that something changes
 * which arrived late. They are computed as the ledger of that instant is, so they do not depend on when
 * anybody looked. The caller holds the profiles' locks.
 * @returns the last day of which their history stands now
 */
export async function keepHistory(
  db: Queryable,
  shopId: number,
  told: { profiles: ProfileToKeep[]; scoresFrom: number; model: ShopModel; now: number },
): Promise<number> {
  const yesterday = dayOf(told.now) - 1;
  const keptFrom = firstDayKept(told.scoresFrom, yesterday + 1);
  const open = told.profiles
    .map((profile) => ({ ...profile, from: Math.max(keptFrom, (profile.historyDay ?? -1) + 1) }))
    .filter(({ from }) => from <= yesterday);
  if (open.length === 0) return yesterday;
  const first = Math.min(...open.map(({ from }) => from));
  const days = await loadDays(db, shopId, { first, last: yesterday, model: told.model });
  const profiles = open.map(({ profileId, facts, from }): ProfileHistory => {
    const rows = scoreDayEnds({ facts, days: days.slice(from - first) });
    return { profileId, from, rows };
  });
  await saveScoreHistory(db, shopId, { profiles, keptFrom });
  return yesterday;
}

/** What holds during each of some days, one after the other. */
async function loadDays(
  db: Queryable,
  shopId: number,
  asked: { first: number; last: number; model: ShopModel },
): Promise<HistoryDay[]> {
  const { first, last, model } = asked;
  const benchmarks = new Map(
    (await loadBenchmarkDays(db, shopId, first)).map((row) => [row.day, row.values]),
  );
  // Nearly always the model in force is the one of yesterday too, and the older ones need not be read.
  const isOneModel = dayEnd(first) >= model.createdAt;
  const models = isOneModel ? ([model] as const) : await loadScoringModels(db, shopId);
  return Array.from({ length: last - first + 1 }, (_, index): HistoryDay => {
    const day = first + index;
    const values = benchmarks.get(day);
    if (values === undefined) throw new Error(`Shop ${shopId} has no benchmarks of day ${day}`);
    return {
      day,
      benchmarks: readBenchmarks(values),
      model: modelInForce(models, dayEnd(day)).model,
    };
  });
}
