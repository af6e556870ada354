import { generateLoad } from "../ingest/load-generator.ts";
import { createRequests } from "../ingest/requests.ts";
import { z } from "zod";

/** The busy shop's storefront, in a process of its own: what it costs to send must not slow the one that is measured. */
const OrderSchema = z.object({
  port: z.number(),
  domain: z.string(),
  clientSecret: z.string(),
  rate: z.number(),
  seconds: z.number(),
});

process.once("message", (message) => {
  void flood(z.parse(OrderSchema, message));
});
process.on("disconnect", () => process.exit());

async function flood(order: z.output<typeof OrderSchema>): Promise<void> {
  const { port, domain, clientSecret, rate, seconds } = order;
  const requests = createRequests({ domain, clientSecret, clock: { now: () => Date.now() } });
  // One event a request: the most work for the server.
  const load = await generateLoad({ port, rate, seconds, next: requests.batch(1) });
  const refused = [...load.refused.values()].reduce((sum, count) => sum + count, 0);
  process.send?.({ requestsPerSecond: load.requestsPerSecond, refused });
}
