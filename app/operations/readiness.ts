/** Why a process should get no requests, or that it should. */
export type Readiness =
  | { outcome: "ready" }
  | { outcome: "stopping" }
  /** It did not answer, or not in time. */
  | { outcome: "no-database" }
  /** This code wants migrations that the database does not have. */
  | { outcome: "migrations-missing"; missing: string[] };

export interface ReadinessCheck {
  check(): Promise<Readiness>;
  /** From now on the process is not ready: it takes its leave. */
  stop(): void;
}

/** A balancer asks again in a few seconds, and would count a slower answer as none. */
export const ANSWER_WITHIN_MS = 2000;

/**
 * Tells whether this process can serve. Migrations that were found once are not asked for again: they never go away, and a
 * database that has more than this code knows of is as it should be in the middle of a deploy.
 * @param options.known the migrations that this code was written for
 */
export function createReadiness(options: {
  known: readonly string[];
  listApplied: () => Promise<string[]>;
  ping: () => Promise<unknown>;
}): ReadinessCheck {
  let isStopping = false;
  let isMigrated = false;
  const look = async (): Promise<Readiness> => {
    if (isMigrated) {
      await options.ping();
      return { outcome: "ready" };
    }
    const applied = new Set(await options.listApplied());
    const missing = options.known.filter((name) => !applied.has(name));
    isMigrated = missing.length === 0;
    return isMigrated ? { outcome: "ready" } : { outcome: "migrations-missing", missing };
  };
  return {
    async check() {
      if (isStopping) return { outcome: "stopping" };
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<Readiness>((resolve) => {
        timer = setTimeout(() => resolve({ outcome: "no-database" }), ANSWER_WITHIN_MS);
      });
      try {
        const found = await Promise.race([look(), late]);
        return isStopping ? { outcome: "stopping" } : found;
      } catch {
        return { outcome: "no-database" };
      } finally {
        clearTimeout(timer);
      }
    },
    stop() {
      isStopping = true;
    },
  };
}
