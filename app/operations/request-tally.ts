import { Counter, Gauge, Histogram, type Registry } from "prom-client";

/** From what a browse batch takes to what a page may take at most. */
const BUCKETS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export interface RequestTally {
  begin(): void;
  end(told: { route: string; method: string; status: number; seconds: number }): void;
}

/**
 * Counts requests and their times. What is counted of every request is kept in plain numbers and told at the scrape: the
 * library's own counters take a microsecond each, and there are requests that have fifty.
 */
export function createRequestTally(registry: Registry): RequestTally {
  const registers = [registry];
  const counts = new Map<string, { labels: Labels; count: number }>();
  let inFlight = 0;
  const seconds = new Histogram({
    name: "kindling_http_request_seconds",
    help: "From the request's head to the end of the answer",
    labelNames: ["route"],
    buckets: BUCKETS_SECONDS,
    registers,
  });
  new Counter({
    name: "kindling_http_requests_total",
    help: "Requests that were answered, or given up by who asked (status 499)",
    labelNames: ["route", "method", "status"],
    registers,
    collect() {
      this.reset();
      for (const { labels, count } of counts.values()) this.inc(labels, count);
    },
  });
  new Gauge({
    name: "kindling_http_requests_in_flight",
    help: "Requests that are being answered",
    registers,
    collect() {
      this.set(inFlight);
    },
  });
  return {
    begin() {
      inFlight += 1;
    },
    end({ route, method, status, seconds: took }) {
      inFlight -= 1;
      seconds.observe({ route }, took);
      const key = `${method} ${status} ${route}`;
      const known = counts.get(key);
      if (known === undefined) counts.set(key, { labels: { route, method, status }, count: 1 });
      else known.count += 1;
    },
  };
}

interface Labels {
  route: string;
  method: string;
  status: number;
}
