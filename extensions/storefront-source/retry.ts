import { FIRST_PAUSE_MS, LONGEST_PAUSE_MS } from "./limits.ts";

/**
 * ms until a batch is tried again; 0: never, for it was taken, or refused, and a refusal stays one. No answer
 * (no status), too many requests and the server's own failures are worth another try. The server may say when
 * (Retry-After in seconds), else it is 2 s doubled by each failure before, up to five minutes. `chance`, 0 to 1,
 * spreads browsers that failed together over half of that. (No object of arguments: names survive minifying.)
 */
export function pauseBeforeRetry(
  status: number | undefined,
  retryAfter: string | null | undefined,
  tries: number,
  chance: number,
): number {
  if (status && status !== 429 && status < 500) return 0;
  const own = Math.min(FIRST_PAUSE_MS * 2 ** tries, LONGEST_PAUSE_MS) * (1 - chance / 2);
  return (retryAfter as unknown as number) * 1000 || own;
}
