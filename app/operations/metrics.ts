import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import { createRequestTally, type RequestTally } from "./request-tally.ts";

/** From an idle look at the database to a night's counting. */
const ROUND_SECONDS = [0.005, 0.025, 0.1, 0.5, 1, 5, 15, 60, 300];

/** How full a connection pool is. */
export interface PoolFigures {
  totalCount: number;
  idleCount: number;
  waitingCount: number;
}

/**
 * What a process tells of itself. Labels are names of our own code alone (routes, loops, sources, outcomes): no shop and
 * no customer is one, for privacy and because each value is a series for good. docs/operations.md lists them.
 */
export interface Metrics {
  registry: Registry;
  requests: RequestTally;
  intake: Counter<"source" | "outcome">;
  late: Counter<"waited_for">;
  crowded: Counter<"outcome">;
  roundSeconds: Histogram<"loop" | "outcome">;
  roundEnded: Gauge<"loop">;
  shopFailures: Counter<"loop">;
  worked: Counter<"work">;
  jobs: Counter<"job" | "outcome">;
}

/** @param read asked at each scrape */
export function createMetrics(read: {
  /** By name. */
  pools: () => Readonly<Record<string, PoolFigures>>;
  waitingEvents: () => number;
}): Metrics {
  const registry = new Registry();
  // Memory, processor, garbage collection, and how late the event loop comes.
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  new Gauge({
    name: "kindling_pool_connections",
    help: "Connections of the process's pools, by what they do",
    labelNames: ["pool", "state"],
    registers,
    collect() {
      for (const [pool, figures] of Object.entries(read.pools())) {
        const { totalCount, idleCount, waitingCount } = figures;
        this.set({ pool, state: "in_use" }, totalCount - idleCount);
        this.set({ pool, state: "idle" }, idleCount);
        this.set({ pool, state: "waited_for" }, waitingCount);
      }
    },
  });
  new Gauge({
    name: "kindling_waiting_events",
    help: "Events that were received and wait to be stored",
    registers,
    collect() {
      this.set(read.waitingEvents());
    },
  });
  return {
    registry,
    requests: createRequestTally(registry),
    intake: new Counter({
      name: "kindling_intake_events_total",
      help: "What came in, by source and what became of it",
      labelNames: ["source", "outcome"],
      registers,
    }),
    crowded: new Counter({
      name: "kindling_crowded_requests_total",
      help: "Requests that were refused at once: the room of the process was full (room-full), or their shop's share (share-full), or they announce more than is taken (too-large)",
      labelNames: ["outcome"],
      registers,
    }),
    late: new Counter({
      name: "kindling_late_requests_total",
      help: "Requests that were refused since they waited too long: for a connection, a statement, or events to be stored",
      labelNames: ["waited_for"],
      registers,
    }),
    ...workerMetrics(registers),
  };
}

function workerMetrics(registers: Registry[]) {
  return {
    roundSeconds: new Histogram({
      name: "kindling_round_seconds",
      help: "Rounds of the worker's loops: worked, idle (nothing to do) or failed",
      labelNames: ["loop", "outcome"],
      buckets: ROUND_SECONDS,
      registers,
    }),
    roundEnded: new Gauge({
      name: "kindling_round_ended_timestamp_seconds",
      help: "When a loop's last round ended: one that hangs falls behind",
      labelNames: ["loop"],
      registers,
    }),
    shopFailures: new Counter({
      name: "kindling_shop_failures_total",
      help: "Times that one shop's work failed and was put off, by loop",
      labelNames: ["loop"],
      registers,
    }),
    worked: new Counter({
      name: "kindling_work_total",
      help: "Pieces of work done: raw events ingested, profiles scored, customers whose tags were written",
      labelNames: ["work"],
      registers,
    }),
    jobs: new Counter({
      name: "kindling_jobs_total",
      help: "Jobs of the queue that were tried: done or failed",
      labelNames: ["job", "outcome"],
      registers,
    }),
  };
}
