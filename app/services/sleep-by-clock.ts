/** Real ms of the first nap, from which the clock's pace is seen. */
const FIRST_NAP_MS = 10;
/** Longest nap at once: whoever sets the clock forward is noticed by then. */
const MAX_NAP_MS = 150;

/**
 * Sleeps until the app's clock is `ms` further, or `atMostMs` of real time have passed. Timers run in real time, the clock
 * need not: after a first short nap its pace is known, and one more is nearly always enough.
 */
export async function sleepByClock(
  clock: () => number,
  { ms, atMostMs }: { ms: number; atMostMs: number },
): Promise<void> {
  const startedAt = clock();
  const realStart = performance.now();
  for (;;) {
    const passed = clock() - startedAt;
    const real = performance.now() - realStart;
    if (passed >= ms || real >= atMostMs) return;
    const pace = real > 0 && passed > 0 ? passed / real : null;
    const wanted = pace === null ? FIRST_NAP_MS : (ms - passed) / pace;
    await new Promise((resolve) =>
      setTimeout(resolve, Math.ceil(Math.min(wanted, MAX_NAP_MS, atMostMs - real))),
    );
  }
}
