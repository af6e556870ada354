import { z } from "zod";
import { createBatches, createWebhooks } from "./requests.ts";
import { sendWaves } from "./send-waves.ts";

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
  /** Requests a second; null: as many as are answered. */
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
  const result = await sendWaves({
    ...{ url: `http://127.0.0.1:${port}`, connections, seconds, rate },
    next: () => {
      sent += 1;
      return next();
    },
  });
  const { user, system } = process.cpuUsage(before);
  process.send?.({
    sent,
    ...result,
    processor: (user + system) / result.answered,
  });
}
