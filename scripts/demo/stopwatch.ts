/** Times the parts of a run, in real seconds. */
export function createStopwatch(): { lap(name: string): void; seconds(): Record<string, number> } {
  const started = performance.now();
  let last = started;
  const laps: Record<string, number> = {};
  const round = (ms: number): number => Math.round(ms / 100) / 10;
  return {
    lap(name) {
      const now = performance.now();
      laps[name] = round(now - last);
      last = now;
    },
    seconds: () => ({ ...laps, total: round(performance.now() - started) }),
  };
}
