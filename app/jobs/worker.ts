import { now } from "../clock.server.ts";
import { getPool } from "../db/pool.server.ts";
import { env } from "../env.server.ts";
import { logger } from "../logger.server.ts";
import { getMetrics } from "../metrics.server.ts";
import { noteRound } from "../operations/note-round.ts";
import { serveOperations } from "../operations/serve-operations.ts";
import { startTraces } from "../operations/start-traces.ts";
import { stopOnSignals } from "../operations/stop-process.ts";
import type { ActivitySubject } from "../pipeline/shared/activity.ts";
import { createActivityNotes } from "../services/activity-notes.ts";
import { addressRound } from "../services/address-round.ts";
import type { BulkOptions } from "../services/backfill-options.ts";
import { buildRound } from "../services/build-round.ts";
import { LOAD_MINUTES, type LoadOptions } from "../services/carry-tag-load.ts";
import { cleanThenRedact } from "../services/clean-then-redact.ts";
import { collectionRound, watchedTagRound } from "../services/catalog-rounds.ts";
import { backfillRound } from "../services/backfill-round.ts";
import { countRound } from "../services/count-round.ts";
import { deletionRound } from "../services/deletion-round.ts";
import { fitRound } from "../services/fit-round.ts";
import { flowRound } from "../services/flow-round.ts";
import { insightRound } from "../services/insights/insight-round.ts";
import { klaviyoRound } from "../services/klaviyo-round.ts";
import { metafieldRound } from "../services/metafield-round.ts";
import { normsRound } from "../services/norms-round.ts";
import { openAdminOf } from "../services/open-shop-admin.ts";
import { pixelRound } from "../services/pixel-round.ts";
import { reconcileRound } from "../services/reconcile-round.ts";
import { retentionRound } from "../services/retention-round.ts";
import { rfmHistoryRound } from "../services/rfm-history-round.ts";
import { ingestRound } from "../services/ingest-round.ts";
import type { Round } from "../services/round.ts";
import { scoreRound } from "../services/score-round.ts";
import { tagRound } from "../services/tag-round.ts";
import { openBulkResult } from "../shopify/bulk-result.ts";
import { deleteSessions } from "../shopify/delete-sessions.server.ts";
import { uploadFile } from "../shopify/upload-file.ts";
import { openReadiness, tellLag } from "../watch.server.ts";
import { startLoop } from "./loop.ts";
import { createFits } from "./run-fit.ts";
import type { JobPayload } from "./catalog.ts";
import { startJobs, type JobEnd } from "./queue.server.ts";

/** The worker process: any number of them may run against one database, and any may be killed. */
const pool = getPool();
const stopTraces = await startTraces("kindling-worker", [pool]);
const metrics = getMetrics();
const readiness = openReadiness();

const notes = createActivityNotes({
  pool,
  clock: now,
  onFailure: (reason) => logger.warn({ reason }, "Notes of what was done could not be kept"),
});
/** What a loop's round is given: what it does and fails at is noted under the loop's name. */
const optionsOf = (subject: ActivitySubject) => ({
  pool,
  clock: now,
  onFailure: (failure: { shopId: number; reason: string; pauseMs: number }): void => {
    logger.warn(failure, "A shop's work failed and will be tried again");
    metrics.shopFailures.inc({ loop: subject });
    const { shopId, reason } = failure;
    notes.note({ shopId, subject, outcome: "retrying", count: 1, reason });
  },
  onDone: ({ shopId, count }: { shopId: number; count: number }): void =>
    notes.note({ shopId, subject, outcome: "done", count, reason: null }),
  onWorked: (count: number): void => metrics.worked.inc({ work: subject }, count),
});
const onRepair = (found: { shopId: number; compared: number; repaired: number }): void => {
  logger.info(found, "What webhooks lost was read from Shopify");
  const { shopId, repaired: count } = found;
  notes.note({ shopId, subject: "reconcile", outcome: "done", count, reason: null });
};
/** The shop's activity has it already, with the others that could not be read. */
const onLeftOut = (left: { shopId: number; rawEventId: number; reason: string }): void => {
  logger.error(left, "An event could not be taken in and was left out");
  metrics.shopFailures.inc({ loop: "ingest" });
};
const onPostponed = (put: { shopId: number; profileId: number; reason: string }): void => {
  logger.error(put, "A profile could not be scored and is tried again in an hour");
  metrics.shopFailures.inc({ loop: "score" });
};
const onNoKey = (shop: { shopId: number }): void =>
  logger.error(shop, "No key of SEAL_KEYS opens the key of a shop's address hashes");
const bulk: BulkOptions | null =
  env().BULK_OPERATIONS === "on"
    ? {
        open: openBulkResult,
        onFallBack: (told) =>
          logger.warn(told, "A history is read by pages: its bulk operation came to nothing"),
      }
    : null;
const load: LoadOptions = {
  minMinutes: env().BULK_MUTATIONS === "on" ? LOAD_MINUTES : null,
  open: openBulkResult,
  upload: uploadFile,
  onFallBack: (told) =>
    logger.warn(told, "Tags are written one by one: their bulk operation came to nothing"),
};
const fits = createFits();
const start = (name: ActivitySubject, round: Round) =>
  startLoop({ name, round, onEnd: (told) => noteRound(metrics, told) });
const loops = [
  start("backfill", backfillRound({ ...optionsOf("backfill"), bulk })),
  start("reconcile", reconcileRound({ ...optionsOf("reconcile"), onRepair })),
  start(
    "addresses",
    addressRound({ ...optionsOf("addresses"), sealKeys: env().SEAL_KEYS, onNoKey }),
  ),
  start("ingest", ingestRound({ ...optionsOf("ingest"), onLeftOut })),
  start("score", scoreRound({ ...optionsOf("score"), onPostponed })),
  start("history", rfmHistoryRound(optionsOf("history"))),
  start("norms", normsRound(optionsOf("norms"))),
  start("insights", insightRound(optionsOf("insights"))),
  start("sums", countRound({ ...optionsOf("sums"), stopwatch: () => performance.now() / 1000 })),
  start("tags", tagRound({ ...optionsOf("tags"), load })),
  start("flow", flowRound(optionsOf("flow"))),
  start("klaviyo", klaviyoRound({ ...optionsOf("klaviyo"), sealKeys: env().SEAL_KEYS })),
  start("metafields", metafieldRound(optionsOf("metafields"))),
  start("build", buildRound(optionsOf("build"))),
  start("collections", collectionRound(optionsOf("collections"))),
  start("watched-tags", watchedTagRound(optionsOf("watched-tags"))),
  start("fit", fitRound({ ...optionsOf("fit"), fit: fits.fit })),
  start("pixel", pixelRound({ ...optionsOf("pixel"), appUrl: env().SHOPIFY_APP_URL })),
  start(
    "retention",
    retentionRound({ ...optionsOf("retention"), trustsClock: env().TRUST_CLOCK === "on" }),
  ),
  start("deletion", deletionRound(optionsOf("deletion"))),
];

/** Until it is asked again whether a large shop's turn has come. */
const PUT_OFF_SECONDS = 600;
/** Until what waits to be taken in mostly is. */
const BEHIND_SECONDS = 5;
const erase = async (payload: JobPayload<"redact">): Promise<JobEnd> => {
  const noted = { shopId: payload.shopId, subject: "erasure", count: 1 } as const;
  try {
    const openAdmin = (shopId: number) => openAdminOf(pool, shopId);
    const outcome = await cleanThenRedact({
      ...{ pool, deleteSessions, openAdmin, now: now(), clock: now },
      ...payload,
    });
    if (outcome === "put-off") {
      logger.info({ shopId: payload.shopId }, "An erasure waits for others of its shop");
      return { againInSeconds: PUT_OFF_SECONDS };
    }
    if (outcome === "ingest-behind") return { againInSeconds: BEHIND_SECONDS };
    logger.info({ shopId: payload.shopId, outcome }, "An erasure was carried out");
    notes.note({ ...noted, outcome: "done", reason: null });
    return "done";
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    notes.note({ ...noted, outcome: "retrying", reason });
    throw error;
  }
};
const jobs = await startJobs({ redact: erase }, (told) => metrics.jobs.inc(told));
logger.info("The worker works");
// A supervisor that started this process with a channel learns that it works.
process.send?.({ ready: true });

tellLag(metrics.registry);
serveOperations({ metrics, readiness });
stopOnSignals({
  onBegin: () => readiness.stop(),
  // Nobody sends a worker anything.
  drainSeconds: 0,
  limitSeconds: env().STOP_SECONDS,
  stop: async () => {
    fits.stop();
    await Promise.all([...loops.map((loop) => loop.stop()), jobs.stop()]);
    await Promise.allSettled([notes.stop(), stopTraces()]);
    // A history that is being read holds its connection; it goes on at its next page elsewhere.
  },
});
