import type { DueProfile } from "../db/due-profiles.ts";
import { findExcluded } from "../db/exclusions.ts";
import { removeProfiles, saveScores } from "../db/profiles.ts";
import { noteChange } from "../db/shop-changes.ts";
import { getShop, type ShopRow } from "../db/shop.ts";
import { announceDue, settleDue } from "../db/shop-work.ts";
import type { Queryable } from "../db/transaction.ts";
import { packLevels, settleLevels, unpackLevels } from "../pipeline/activate/score-levels.ts";
import { toMicro } from "../pipeline/score/micro-points.ts";
import { packLedger } from "../pipeline/score/pack-ledger.ts";
import type { Judgement } from "../pipeline/segment/judge-profile.ts";
import { profileDueAt } from "../pipeline/segment/profile-due-at.ts";
import type { Requirements } from "../pipeline/segment/requirements.ts";
import { assertNever } from "../pipeline/shared/outcome.ts";
import { dayOf, dayStart, HOUR_MS } from "../pipeline/shared/time.ts";
import type { Claimed } from "./claim-profiles.ts";
import { judgeProfiles, type JudgedProfile } from "./judge-profiles.ts";
import { keepHistory } from "./keep-history.ts";
import { leaveOut } from "./leave-out.ts";
import { loadProfileFacts } from "./load-profile-facts.ts";
import { loadScoringModel, type ShopModel } from "./load-scoring-model.ts";
import { loadPredictionModel } from "./load-prediction-model.ts";
import { predictProfiles } from "./predict-profiles.ts";
import { loadBenchmarks } from "./refresh-benchmarks.ts";
import { loadShopSegments } from "./shop-segments.ts";
import { settleMemberships } from "./settle-memberships.ts";
import { tellOutside } from "./tell-outside.ts";

/**
 * Scores profiles that are claimed in the transaction of `db`, settles their memberships, sets their desired tags, their
 * next due-time and the shop's.
 */
export async function scoreClaimed(
  db: Queryable,
  shopId: number,
  { claimed, now }: { claimed: Claimed; now: number },
): Promise<void> {
  const due = claimed.profiles;
  // Read after the claim: whoever changes them makes all profiles due in the same transaction, by ranges of
  // which nobody takes these profiles while they are held. They are scored once more.
  const shop = await getShop(db, shopId);
  const benchmarks = await loadBenchmarks(db, shopId);
  const shopModel = await loadScoringModel(db, shopId);
  const { model } = shopModel;
  const isReady = shop.readyAt !== null;
  await removeProfiles(
    db,
    shopId,
    due.filter((profile) => profile.isCustomerDeleted),
  );
  const there = due.filter((profile) => !profile.isCustomerDeleted);
  const excluded = await findExcluded(db, shopId, idsOf(there));
  await leaveOut(db, shopId, {
    profiles: there.filter(({ profileId }) => excluded.has(profileId)),
    now,
  });
  const profiles = there.filter(({ profileId }) => !excluded.has(profileId));
  const segments = await loadShopSegments(db, shopId);
  const predictions = profiles.length === 0 ? null : await loadPredictionModel(db, shopId);
  const loaded = await loadProfileFacts(db, shopId, {
    profiles,
    // Predictions ask for what was in the orders as well: they are read once for both.
    requirements: withOrderDetails(segments.requirements, predictions !== null),
    now,
  });
  const expected = await predictProfiles(db, {
    shopId,
    profiles: profiles.map(({ profileId }) => {
      const { facts, detailedOrders, lastSeenAt } = loaded.of(profileId);
      return { profileId, rows: facts.rows, orders: detailedOrders ?? [], lastSeenAt };
    }),
    model: predictions,
    benchmarks,
    now,
  });
  const judgements = await judgeProfiles(db, {
    ...{ shop, profiles, loaded, segments, expected, benchmarks, model, now },
  });
  const scored = judgements.map(({ profile, judgement, lastSeenAt }) => ({
    profileId: profile.profileId,
    scores: judgement.scores.points,
    ledger: packLedger(judgement.scores.ledger),
    levels: nextLevels(profile, judgement),
    rfm: judgement.rfm,
    outlook: expected.outlooks.get(profile.profileId) ?? null,
    visitOutlook: expected.visits.get(profile.profileId) ?? null,
    lastSeenAt,
    dueAt: planNextLook(judgement, now),
  }));
  await saveScores(db, shopId, {
    profiles: scored,
    scoredAt: now,
    modelVersion: model.version,
    historyDay: await keepScores(db, { shop, model: shopModel, judged: judgements, now }),
  });
  // Half a history would put people into segments that the other half takes them out of again.
  let isSomebodyMoved = false;
  if (isReady) {
    const changes = await settleMemberships(db, { shop, segments, judgements, now });
    await tellOutside(db, {
      shop,
      segments: segments.inForce,
      judged: judgements,
      outlooks: expected.outlooks,
      changes,
      now,
    });
    isSomebodyMoved = changes.length > 0;
  }
  await settleShop(db, shopId, { claimed, dueAts: scored.map(({ dueAt }) => dueAt), now });
  if (due.length > 0) {
    await noteChange(db, shopId, isSomebodyMoved ? ["scores", "segments"] : ["scores"]);
  }
}

/**
 * Sets the shop's next due-time. At midnight the benchmarks change, also where no profile is due by itself. After a full batch the next
 * look settles it: batches of a shop that are scored side by side would wait here for each other, and look for the next due
 * one past all that were just scored. After one of a range it is enough to say what came of it.
 */
async function settleShop(
  db: Queryable,
  shopId: number,
  { claimed, dueAts, now }: { claimed: Claimed; dueAts: (number | null)[]; now: number },
): Promise<void> {
  const midnight = dayStart(dayOf(now) + 1);
  switch (claimed.left) {
    case "more-due":
      return;
    case "others-due":
      return announceDue(db, shopId, Math.min(midnight, ...dueAts.map((at) => at ?? midnight)));
    case "nobody-due":
      return settleDue(db, shopId, midnight);
    default:
      return assertNever(claimed.left);
  }
}

const idsOf = (profiles: readonly { profileId: number }[]): number[] =>
  profiles.map(({ profileId }) => profileId);

const nextLevels = ({ levels, before }: DueProfile, { scores }: Judgement): number =>
  packLevels(
    settleLevels({
      levels: levels === null ? null : unpackLevels(levels),
      before,
      after: scores.points,
    }),
  );

const withOrderDetails = (requirements: Requirements, areAsked: boolean): Requirements =>
  areAsked ? { ...requirements, orderDetails: true } : requirements;

/** Intent halves within hours: lists that sort by it must not show yesterday's. */
const INTENT_REFRESH_MS = HOUR_MS;

/** When to look again: at the next change of a segment, and hourly while there is intent to fade. */
function planNextLook(judgement: Judgement, now: number): number | null {
  const hasIntent = (judgement.scores.points.intent ?? 0) >= toMicro(1);
  const candidates = [judgement.dueAt, hasIntent ? now + INTENT_REFRESH_MS : null];
  return profileDueAt({ asOf: now, candidates });
}

/** Half a history is no past to keep: it begins when the shop is ready. */
async function keepScores(
  db: Queryable,
  told: { shop: ShopRow; model: ShopModel; judged: JudgedProfile[]; now: number },
): Promise<number | null> {
  const { shop, model, judged, now } = told;
  if (shop.readyAt === null || shop.scoresFrom === null) return null;
  const profiles = judged.map(({ profile, facts }) => ({ ...profile, facts }));
  const { scoresFrom } = shop;
  return keepHistory(db, shop.shopId, { profiles, scoresFrom, model, now });
}
