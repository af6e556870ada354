import { z } from "zod";

/**
 * The coarse jobs: what each takes (ids only) and how hard it is tried. What is driven by events
 * (backfill, ingest, scoring, tags) has loops of its own and is not here.
 */
export const JOB_CATALOG = {
  /** Erases what is known about one customer or guest, or a whole shop. */
  redact: {
    schema: z.union([
      // Whom it is about stands in the request, and goes with it: the queue keeps its jobs for days.
      z.object({ shopId: z.number().int(), requestKey: z.string() }),
      // A worker of the version before reads no such job, and leaves it to those that know browsers.
      z.object({ shopId: z.number().int(), withdrawalKey: z.string() }),
      // Nor this one: it would erase a customer and leave what is ours on them in Shopify.
      z.object({ shopId: z.number().int(), erasureKey: z.string() }),
      // As jobs were before there were receipts: some may be waiting to be tried again.
      z.object({ scope: z.literal("shop"), shopId: z.number().int() }),
      z.object({
        scope: z.literal("customer"),
        shopId: z.number().int(),
        /** null: a guest, known by orders alone. */
        customerId: z.string().nullable(),
        orderIds: z.array(z.string()),
      }),
    ]),
    retryLimit: 1000,
    retryDelaySeconds: 10,
    retryDelayMaxSeconds: 3600,
    expireInSeconds: 60 * 60,
  },
} as const;

export type JobName = keyof typeof JOB_CATALOG;

export type JobPayload<Name extends JobName> = z.infer<(typeof JOB_CATALOG)[Name]["schema"]>;

/** A worker that is killed stops beating; its jobs go to another one after this long. */
export const HEARTBEAT_SECONDS = 10;
