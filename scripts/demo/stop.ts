/** Somebody pressed Ctrl-C or asked the process to end. */
export class Stopped extends Error {
  constructor() {
    super("Stopped");
    this.name = "Stopped";
  }
}

/** Aborts when the process is asked to end. Asking twice changes nothing: what was started is put away in peace. */
export function listenForStop(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => controller.abort(new Stopped()));
  }
  return controller.signal;
}

/**
 * Waits for some work, or for the stop, whichever is first.
 * @throws Stopped at the stop; the work is left to itself
 */
export function unlessStopped<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const stopped = new Promise<never>((_, reject) => {
    const fail = (): void => reject(new Stopped());
    if (signal.aborted) fail();
    else signal.addEventListener("abort", fail, { once: true });
  });
  return Promise.race([work, stopped]);
}

/** Waits for the stop. */
export function untilStopped(signal: AbortSignal): Promise<void> {
  return unlessStopped(signal, new Promise<never>(() => undefined)).catch(() => undefined);
}
