import { setTimeout as sleep } from "node:timers/promises";
import { PgBoss } from "pg-boss";
import { env } from "../env.server.ts";
import { logger } from "../logger.server.ts";
import { watchJob } from "../operations/watch-work.ts";
import { SECOND_MS } from "../pipeline/shared/time.ts";
import type { Enqueue } from "../services/enqueue.ts";
import { HEARTBEAT_SECONDS, JOB_CATALOG, type JobName, type JobPayload } from "./catalog.ts";

const JOB_NAMES = Object.keys(JOB_CATALOG) as JobName[];

/** How long is waited for a database that is away. */
const AWAY_MS = 1000;

async function startBoss(role: "sender" | "worker"): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: env().DATABASE_URL,
    application_name: `kindling-${role}`,
    max: 3,
    ...(role === "sender" ? senderBounds() : {}),
    schedule: false,
    // The registry of instances compares the database's clock with ours, which a replay sets to its own dates.
    registerInstance: false,
    supervise: role === "worker",
    // How soon the job of a worker that was killed is given to another: see HEARTBEAT_SECONDS.
    maintenanceIntervalSeconds: 60,
    monitorIntervalSeconds: 5,
  });
  boss.on("error", (error) => logger.error({ reason: error.message }, "The job queue failed"));
  await boss.start();
  for (const name of JOB_NAMES) {
    const job = JOB_CATALOG[name];
    await boss.createQueue(name, {
      policy: "stately",
      retryLimit: job.retryLimit,
      retryDelay: job.retryDelaySeconds,
      retryBackoff: true,
      retryDelayMax: job.retryDelayMaxSeconds,
      expireInSeconds: job.expireInSeconds,
      heartbeatSeconds: HEARTBEAT_SECONDS,
    });
  }
  return boss;
}

/** A request waits for the sender's start; what it sends goes by the request's own connection. */
const senderBounds = () => ({
  connectionTimeoutMillis: env().DATABASE_WAIT_SECONDS * SECOND_MS,
  query_timeout: env().STATEMENT_SECONDS * SECOND_MS,
});

async function startWorkerBoss(): Promise<PgBoss> {
  for (;;) {
    try {
      return await startBoss("worker");
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      logger.error({ reason }, "The job queue could not be started and will be tried again");
      await sleep(AWAY_MS);
    }
  }
}

/** The queue's sending side, which works on nothing. */
export async function startSender(): Promise<{ enqueue: Enqueue; stop: () => Promise<void> }> {
  const boss = await startBoss("sender");
  return {
    enqueue: async (db, job) => {
      await boss.send(job.name, job.payload, {
        singletonKey: job.key,
        db: { executeSql: (text, values) => db.query(text, values) },
      });
    },
    stop: () => boss.stop({ graceful: true, timeout: 2000 }),
  };
}

/** What a handler gives back of a job that is done, or that is to be worked on once more after a while. */
export type JobEnd = "done" | { againInSeconds: number };

export type JobHandlers = { [Name in JobName]: (payload: JobPayload<Name>) => Promise<JobEnd> };

/**
 * Works on jobs until `stop`. A handler that throws is tried again, as the catalog says. Where the database is away (it is
 * started anew beside the worker, or gives no connection just now) it is waited for.
 */
export async function startJobs(
  handlers: JobHandlers,
  onEnd: (told: { job: string; outcome: "done" | "failed" }) => void = () => undefined,
): Promise<{ stop: () => Promise<void> }> {
  const boss = await startWorkerBoss();
  const work = async <Name extends JobName>(name: Name): Promise<void> => {
    const options = {
      pollingIntervalSeconds: 0.5,
      localConcurrency: 2,
      includeMetadata: true,
    } as const;
    await boss.work(name, options, async (jobs) => {
      for (const { id: jobId, data, singletonKey } of jobs) {
        // Old jobs outlive deploys: what they carry is checked, not trusted.
        const payload = JOB_CATALOG[name].schema.parse(data) as JobPayload<Name>;
        await watchJob({ job: name, jobId, onEnd }, async () => {
          const end = await handlers[name](payload);
          if (end === "done") return;
          // Another one under the same key: a failure would be told, and this is none.
          const startAfter = end.againInSeconds;
          await boss.send(name, payload, {
            ...(singletonKey === null ? {} : { singletonKey }),
            startAfter,
          });
        });
      }
    });
  };
  for (const name of JOB_NAMES) await work(name);
  return { stop: () => boss.stop({ graceful: true, timeout: 5000 }) };
}
