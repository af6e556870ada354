import { setTimeout as wait } from "node:timers/promises";
import autocannon from "autocannon";
import { SECOND_MS } from "../../app/pipeline/shared/time.ts";
import { percentile } from "../bench.ts";
import type { Sent } from "./requests.ts";

/**
 * autocannon sends what a connection owes to a second as soon as it is answered, and rests until the next: of one wave, 70 % of a
 * rate would be all of it for 0.7 s. So many begin one after the other within a second, each with its share.
 */
const WAVES = 20;

interface Waves {
  url: string;
  connections: number;
  seconds: number;
  /** Requests a second, spread evenly; null: as many as are answered. */
  rate: number | null;
  next(): Sent;
}

interface Answers {
  answered: number;
  refused: number;
  perSecond: number;
  p99: number;
}

export async function sendWaves({
  url,
  connections,
  seconds,
  rate,
  next,
}: Waves): Promise<Answers> {
  const waves = rate === null ? 1 : WAVES;
  const latencies: number[] = [];
  const addNext = (request: autocannon.Request): autocannon.Request => ({ ...request, ...next() });
  const results = await Promise.all(
    Array.from({ length: waves }, async (_, wave) => {
      await wait((wave * SECOND_MS) / waves);
      const options = {
        ...{ url, duration: seconds, connections: Math.ceil(connections / waves) },
        ...(rate === null ? {} : { overallRate: Math.round(rate / waves) }),
        requests: [{ method: "POST" as const, setupRequest: addNext }],
      };
      return new Promise<autocannon.Result>((resolve, reject) => {
        autocannon(options, (error: Error | null, result) => {
          if (error === null) resolve(result);
          else reject(error);
        }).on("response", (_client, _status, _bytes, ms) => latencies.push(ms));
      });
    }),
  );
  const all = (read: (result: autocannon.Result) => number): number =>
    results.reduce((sum, result) => sum + read(result), 0);
  return {
    answered: all((result) => result["2xx"]),
    refused: all((result) => result.non2xx + result.errors),
    perSecond: all((result) => result["2xx"] / result.duration),
    p99: percentile(rate === null ? latencies : withUnsent(latencies, connections / rate), 0.99),
  };
}

/**
 * Beside what was sent, what a connection that waited would have sent meanwhile: without it a stall counts once, however long.
 * @param seconds between two requests of a connection
 */
function withUnsent(latencies: readonly number[], seconds: number): number[] {
  const interval = seconds * SECOND_MS;
  return latencies.flatMap((latency) =>
    Array.from(
      { length: Math.max(1, Math.ceil(latency / interval)) },
      (_, place) => latency - place * interval,
    ),
  );
}
