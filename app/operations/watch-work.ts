import { randomUUID } from "node:crypto";
import { withLogFields } from "../logger.server.ts";
import { openTrace, runInside } from "./traces.ts";

/** Names this process in the ids of its rounds, which are counted. */
const PROCESS = randomUUID().slice(0, 8);
let rounds = 0;

export type RoundOutcome = "worked" | "idle" | "failed";

/**
 * Does a round of a loop so that it can be followed: by its id in every line of the log, by its time, and by a trace where
 * it did something. `work` catches what it throws: it is its own to tell of it.
 */
export async function watchRound(
  options: {
    loop: string;
    onEnd: (told: { loop: string; outcome: RoundOutcome; seconds: number }) => void;
  },
  work: () => Promise<RoundOutcome>,
): Promise<RoundOutcome> {
  const { loop, onEnd } = options;
  rounds += 1;
  const round = `${PROCESS}-${rounds}`;
  const trace = openTrace({ kind: "work", traceparent: null });
  const startedAt = performance.now();
  const outcome = await withLogFields({ loop, round }, () => runInside(trace, work));
  onEnd({ loop, outcome, seconds: (performance.now() - startedAt) / 1000 });
  // Looks that found nothing are most of all, and tell nothing.
  if (outcome !== "idle") {
    trace?.end({
      name: `round ${loop}`,
      isFailed: outcome === "failed",
      attributes: { "kindling.loop": loop, "kindling.round": round },
    });
  }
  return outcome;
}

/** Does a job of the queue so that it can be followed, by the queue's own id of it. */
export async function watchJob(
  options: {
    job: string;
    jobId: string;
    onEnd: (told: { job: string; outcome: "done" | "failed" }) => void;
  },
  work: () => Promise<void>,
): Promise<void> {
  const { job, jobId, onEnd } = options;
  const trace = openTrace({ kind: "work", traceparent: null });
  let outcome: "done" | "failed" = "failed";
  try {
    await withLogFields({ job, jobId }, () => runInside(trace, work));
    outcome = "done";
  } finally {
    onEnd({ job, outcome });
    trace?.end({
      name: `job ${job}`,
      isFailed: outcome === "failed",
      attributes: { "kindling.job": job, "kindling.job_id": jobId },
    });
  }
}
