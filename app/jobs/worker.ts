import { now } from "../clock.server.ts";
import { getPool } from "../db/pool.server.ts";
import { env } from "../env.server.ts";
import { logger } from "../logger.server.ts";
import type { ActivitySubject } from "../pipeline/shared/activity.ts";
import { createActivityNotes } from "../services/activity-notes.ts";
import { addressRound } from "../services/address-round.ts";
import type { BulkOptions } from "../services/backfill-options.ts";
import { buildRound } from "../services/build-round.ts";
import { LOAD_MINUTES, type LoadOptions } from "../services/carry-tag-load.ts";
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
import { pixelRound } from "../services/pixel-round.ts";
import { reconcileRound } from "../services/reconcile-round.ts";
import { retentionRound } from "../services/retention-round.ts";
import { rfmHistoryRound } from "../services/rfm-history-round.ts";
import { redact } from "../services/redact.ts";
import { ingestRound, scoreRound } from "../services/rounds.ts";
import { tagRound } from "../services/tag-round.ts";
import { openBulkResult } from "../shopify/bulk-result.ts";
import { deleteSessions } from "../shopify/delete-sessions.server.ts";
import { uploadFile } from "../shopify/upload-file.ts";
import { startLoop } from "./loop.ts";
import { createFits } from "./run-fit.ts";
import { startJobs } from "./queue.server.ts";

/** The worker process: any number of them may run against one database, and any may be killed. */
const pool = getPool();

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
    const { shopId, reason } = failure;
    notes.note({ shopId, subject, outcome: "retrying", count: 1, reason });
  },
  onDone: ({ shopId, count }: { shopId: number; count: number }): void =>
    notes.note({ shopId, subject, outcome: "done", count, reason: null }),
});
const onRepair = (found: { shopId: number; compared: number; repaired: number }): void => {
  logger.info(found, "What webhooks lost was read from Shopify");
  const { shopId, repaired: count } = found;
  notes.note({ shopId, subject: "reconcile", outcome: "done", count, reason: null });
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
const loops = [
  startLoop("backfill", backfillRound({ ...optionsOf("backfill"), bulk })),
  startLoop("reconcile", reconcileRound({ ...optionsOf("reconcile"), onRepair })),
  startLoop(
    "addresses",
    addressRound({ ...optionsOf("addresses"), sealKeys: env().SEAL_KEYS, onNoKey }),
  ),
  startLoop("ingest", ingestRound(optionsOf("ingest"))),
  startLoop("score", scoreRound(optionsOf("score"))),
  startLoop("history", rfmHistoryRound(optionsOf("history"))),
  startLoop("norms", normsRound(optionsOf("norms"))),
  startLoop("insights", insightRound(optionsOf("insights"))),
  startLoop(
    "sums",
    countRound({ ...optionsOf("sums"), stopwatch: () => performance.now() / 1000 }),
  ),
  startLoop("tags", tagRound({ ...optionsOf("tags"), load })),
  startLoop("flow", flowRound(optionsOf("flow"))),
  startLoop("klaviyo", klaviyoRound({ ...optionsOf("klaviyo"), sealKeys: env().SEAL_KEYS })),
  startLoop("metafields", metafieldRound(optionsOf("metafields"))),
  startLoop("build", buildRound(optionsOf("build"))),
  startLoop("collections", collectionRound(optionsOf("collections"))),
  startLoop("watched-tags", watchedTagRound(optionsOf("watched-tags"))),
  startLoop("fit", fitRound({ ...optionsOf("fit"), fit: fits.fit })),
  startLoop("pixel", pixelRound({ ...optionsOf("pixel"), appUrl: env().SHOPIFY_APP_URL })),
  startLoop("retention", retentionRound(optionsOf("retention"))),
  startLoop("deletion", deletionRound(optionsOf("deletion"))),
];

const jobs = await startJobs({
  redact: async (payload) => {
    const noted = { shopId: payload.shopId, subject: "erasure", count: 1 } as const;
    try {
      const outcome = await redact({ pool, deleteSessions, ...payload });
      logger.info({ shopId: payload.shopId, outcome }, "An erasure was carried out");
      notes.note({ ...noted, outcome: "done", reason: null });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      notes.note({ ...noted, outcome: "retrying", reason });
      throw error;
    }
  },
});
logger.info("The worker works");
// A supervisor that started this process with a channel learns that it works.
process.send?.({ ready: true });

let isStopping = false;
async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  fits.stop();
  await Promise.all([...loops.map((loop) => loop.stop()), jobs.stop()]);
  await notes.stop();
  // A history that is being read holds its connection; it goes on at its next page elsewhere.
  process.exit(0);
}
process.on("SIGTERM", () => void stop());
process.on("SIGINT", () => void stop());
// A supervisor that holds a channel to this process and dies takes it along.
process.on("disconnect", () => void stop());
