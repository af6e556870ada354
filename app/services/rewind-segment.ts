import type pg from "pg";
import { z } from "zod";
import { sampleProfiles } from "../db/profile-sample.ts";
import { getShop } from "../db/shop.ts";
import type { Condition } from "../pipeline/segment/condition-tree.ts";
import { estimateCount, type Estimate } from "../pipeline/segment/estimate-count.ts";
import { judgeCondition } from "../pipeline/segment/judge-condition.ts";
import { prepare } from "../pipeline/segment/prepare.ts";
import { readCondition } from "../pipeline/segment/read-condition.ts";
import { requirementsOf } from "../pipeline/segment/requirements.ts";
import { atomsOf } from "../pipeline/segment/walk-condition.ts";
import { withoutHistory, type Timeless } from "../pipeline/segment/without-history.ts";
import { timeZoneOf } from "../pipeline/shared/time-zone.ts";
import { DAY_MS } from "../pipeline/shared/time.ts";
import { inSteps } from "./in-steps.ts";
import { loadMembershipStates } from "./load-membership-states.ts";
import { loadProfileFacts } from "./load-profile-facts.ts";
import { loadScoringModel } from "./load-scoring-model.ts";
import { loadBenchmarks } from "./refresh-benchmarks.ts";
import { loadShopSegments } from "./shop-segments.ts";
import { situateProfiles } from "./situate-profiles.ts";

export type RewindOutcome =
  | {
      outcome: "rewound";
      /** The end of each day in the shop's time zone, the oldest first; of today as of now. */
      days: (Estimate & { day: string })[];
      drawn: number;
      total: number;
      /** What is taken as it is now, since its past is not kept. */
      asNow: Timeless[];
    }
  | { outcome: "not-sound" };

/** Whoever asked is gone, or asks something else by now. */
interface GivenUp {
  outcome: "given-up";
}

const DAYS = 90;
/** Everybody is judged ninety times: the sample is what that takes in about a second. */
const SAMPLE_SIZE = 400;
/** Scores are computed anew for each of the days. */
const SCORED_SAMPLE_SIZE = 100;

const RewindSchema = z.object({ condition: z.unknown() });

/**
 * How many customers would have met a condition at the end of each of the last ninety days, by what had happened until
 * then as it is known today.
 * @param options.signal aborted when nobody waits for the answer any more
 * @throws ZodError when the body is not one that the editor sends
 */
export async function rewindSegment(options: {
  pool: pg.Pool;
  shopId: number;
  body: unknown;
  signal: AbortSignal;
  now: number;
}): Promise<RewindOutcome | GivenUp> {
  const { pool, shopId, signal, now } = options;
  const read = readCondition(RewindSchema.parse(options.body).condition);
  if (read.outcome === "refused") return { outcome: "not-sound" };
  const { condition } = read;
  const needsScores = [...atomsOf(condition)].some(({ kind }) => kind === "score");
  const { timezone } = await getShop(pool, shopId);
  const ends = dayEnds(timezone, now);
  const size = needsScores ? SCORED_SAMPLE_SIZE : SAMPLE_SIZE;
  const people = await loadPeople(pool, { shopId, condition, size, now });
  const hits = ends.map(() => 0);
  // One person's ninety days take milliseconds, everybody's a second: who types asks anew before that.
  for await (const judge of inSteps(people.judges, 1)) {
    if (signal.aborted) return { outcome: "given-up" };
    for (const [index, { at }] of ends.entries()) {
      if (judge(at)) hits[index] = (hits[index] ?? 0) + 1;
    }
  }
  const { drawn, total } = people;
  return {
    outcome: "rewound",
    days: ends.map(({ day }, index) => ({
      day,
      ...estimateCount({ hits: hits[index] ?? 0, drawn, total }),
    })),
    ...{ drawn, total },
    asNow: withoutHistory(condition),
  };
}

/** The last instant of each of the last days, and of today now. */
function dayEnds(timezone: string, now: number): { day: string; at: number }[] {
  const zone = timeZoneOf(timezone);
  const today = zone.dayOf(now);
  return Array.from({ length: DAYS }, (_, index) => {
    const day = today - (DAYS - 1 - index);
    const at = Math.min(now, zone.startOf(day + 1) - 1);
    return { day: new Date(day * DAY_MS).toISOString().slice(0, 10), at };
  });
}

async function loadPeople(
  pool: pg.Pool,
  asked: { shopId: number; condition: Condition; size: number; now: number },
): Promise<{ judges: ((at: number) => boolean)[]; drawn: number; total: number }> {
  const { shopId, condition, now } = asked;
  const shop = await getShop(pool, shopId);
  const { profiles, total } = await sampleProfiles(pool, shopId, asked.size);
  const requirements = requirementsOf([condition]);
  const { inForce } = await loadShopSegments(pool, shopId);
  const [loaded, benchmarks, { model }, states] = await Promise.all([
    // From the first of the days on: what is looked back at then is further back than it is now.
    loadProfileFacts(pool, shopId, { profiles, requirements, now: now - DAYS * DAY_MS }),
    loadBenchmarks(pool, shopId),
    loadScoringModel(pool, shopId),
    loadMembershipStates(pool, shopId, {
      profileIds: profiles.map(({ profileId }) => profileId),
      segments: inForce,
    }),
  ]);
  const situationOf = situateProfiles({ shop, loaded, states, benchmarks, model });
  const judges = profiles.flatMap(({ profileId, customerId, customer, visit }) => {
    // Visitors are not counted; they are in the whole all the same.
    if (customerId === null) return [];
    const outlook = { customer, visit };
    return [
      (at: number): boolean =>
        judgeCondition(condition, prepare(situationOf(profileId, { outlook, asOf: at }))).met,
    ];
  });
  return { judges, drawn: profiles.length, total };
}
