import { Gauge, type Registry } from "prom-client";
import type { Lag } from "../db/lag.ts";

const GAUGES: { name: string; help: string; of: (lag: Lag) => number }[] = [
  {
    name: "kindling_ingest_lag_seconds",
    help: "Age of the oldest raw event that is not ingested",
    of: (lag) => lag.ingestSeconds,
  },
  {
    name: "kindling_ingest_shops_waiting",
    help: "Shops with raw events that are not ingested",
    of: (lag) => lag.shopsToIngest,
  },
  {
    name: "kindling_score_lag_seconds",
    help: "How long the profile that is most overdue has been due",
    of: (lag) => lag.scoreSeconds,
  },
  {
    name: "kindling_erasure_age_seconds",
    help: "Age of the oldest request for an erasure that is not carried out",
    of: (lag) => lag.erasureSeconds,
  },
  {
    name: "kindling_data_requests_due",
    help: "Requests for a person's data that are open and lapse within seven days",
    of: (lag) => lag.dataRequestsDue,
  },
];

/**
 * How far behind the work is, asked of the database once at each scrape. Every worker tells the same: take the maximum.
 * @param readLag rejects where the database is away; the gauges then have no value, which is not the same as zero
 */
export function addLagGauges(registry: Registry, readLag: () => Promise<Lag>): void {
  let asked: Promise<Lag | null> | undefined;
  // All gauges of a scrape ask in one turn of the event loop, before the first answer can come.
  const readOnce = (): Promise<Lag | null> =>
    (asked ??= readLag()
      .catch(() => null)
      .finally(() => (asked = undefined)));
  for (const { name, help, of } of GAUGES) {
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const lag = await readOnce();
        if (lag === null) this.remove();
        else this.set(of(lag));
      },
    });
  }
}
