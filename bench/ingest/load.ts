import autocannon from "autocannon";
import { z } from "zod";
import { createBatches, createWebhooks } from "./requests.ts";

/** What a sender is told: whom it asks, as which shop, for what, and how long. */
export const LoadOrderSchema = z.object({
  port: z.number(),
  domains: z.array(z.string()),
  clientSecret: z.string(),
  at: z.number(),
  from: z.number(),
  /** Events of a browse batch; null: webhooks. */
  events: z.number().nullable(),
  connections: z.number(),
  seconds: z.number(),
  /** Requests a second, the first ones of each second as soon as those before are answered; null: as many as are answered. */
  rate: z.number().nullable(),
});

process.once("message", (message) => {
  void send(LoadOrderSchema.parse(message));
});
process.on("disconnect", () => process.exit());

async function send(order: z.output<typeof LoadOrderSchema>): Promise<void> {
  const { port, events, connections, seconds, rate } = order;
  const next = events === null ? createWebhooks(order) : createBatches(events, order);
  let sent = 0;
  const before = process.cpuUsage();
  const result = await autocannon({
    url: `http://127.0.0.1:${port}`,
    connections,
    duration: seconds,
    ...(rate === null ? {} : { overallRate: Math.round(rate) }),
    requests: [
      {
        method: "POST",
        setupRequest: (request) => {
          sent += 1;
          return { ...request, ...next() };
        },
      },
    ],
  });
  const { user, system } = process.cpuUsage(before);
  process.send?.({
    sent,
    answered: result["2xx"],
    refused: result.non2xx + result.errors,
    perSecond: result["2xx"] / result.duration,
    p99: result.latency.p99,
    processor: (user + system) / result["2xx"],
  });
}
