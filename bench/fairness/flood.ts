import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { createBatches, type Sent } from "../ingest/requests.ts";

/** The busy shop's storefront, in a process of its own: what it costs to send must not slow the one that is measured. */
const OrderSchema = z.object({
  port: z.number(),
  domain: z.string(),
  clientSecret: z.string(),
  rate: z.number(),
  seconds: z.number(),
});

const CONNECTIONS = 64;

process.once("message", (message) => {
  void flood(z.parse(OrderSchema, message));
});
process.on("disconnect", () => process.exit());

/** Sends each request at its time, whether or not those before are answered. */
async function flood(order: z.output<typeof OrderSchema>): Promise<void> {
  const { port, domain, clientSecret, rate, seconds } = order;
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  // One event a request: the most work for the server.
  const next = createBatches(1, { domains: [domain], clientSecret, at: Date.now(), from: 0 });
  const startedAt = performance.now();
  const answers: Promise<number>[] = [];
  for (let index = 0; index < rate * seconds; index += 1) {
    const wait = startedAt + (index * 1000) / rate - performance.now();
    if (wait > 1) await sleep(wait);
    answers.push(ask({ agent, port, ...next() }));
  }
  const statuses = await Promise.all(answers);
  const elapsed = (performance.now() - startedAt) / 1000;
  process.send?.({
    requestsPerSecond: statuses.length / elapsed,
    refused: statuses.filter((status) => status >= 300).length,
  });
}

/** @returns the status of the answer */
function ask({ body, ...where }: Sent & { agent: Agent; port: number }): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { ...where.headers, "content-length": Buffer.byteLength(body) };
    const sent = request({ ...where, headers, host: "127.0.0.1", method: "POST" }, (answer) => {
      answer.resume().once("end", () => resolve(answer.statusCode ?? 0));
    });
    sent.once("error", reject).end(body);
  });
}
