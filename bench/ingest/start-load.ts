import { fork } from "node:child_process";
import { z } from "zod";
import { NODE_FLAGS } from "../../scripts/node-flags.mjs";
import type { LoadOrderSchema } from "./load.ts";

const LoadSchema = z.object({
  sent: z.number(),
  /** With success. */
  answered: z.number(),
  /** Answered with anything else, or not at all. */
  refused: z.number(),
  perSecond: z.number(),
  /** ms; at a rate a stall counts as what would have been sent in it. */
  p99: z.number(),
  /** µs of a processor that sending a request and reading its answer took. */
  processor: z.number(),
});

export type Load = z.output<typeof LoadSchema>;

/** Sends requests for some seconds from a process of its own, which takes nothing of what is measured but its processor. */
export async function startLoad(order: z.output<typeof LoadOrderSchema>): Promise<Load> {
  const child = fork(new URL("./load.ts", import.meta.url), {
    execArgv: NODE_FLAGS,
  });
  try {
    return await new Promise<Load>((resolve, reject) => {
      child.once("message", (message) => resolve(LoadSchema.parse(message)));
      child.once("exit", (code) => reject(new Error(`The sender ended with ${code}`)));
      child.send(order);
    });
  } finally {
    child.kill();
  }
}
