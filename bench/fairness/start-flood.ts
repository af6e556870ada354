import { fork } from "node:child_process";
import { z } from "zod";
import { NODE_FLAGS } from "../../scripts/node-flags.mjs";

const DoneSchema = z.object({ requestsPerSecond: z.number(), refused: z.number() });

export type Flooded = z.output<typeof DoneSchema>;

/** Sends one shop's events at a rate for some seconds, from a process of its own. */
export async function startFlood(order: {
  port: number;
  domain: string;
  clientSecret: string;
  rate: number;
  seconds: number;
}): Promise<Flooded> {
  const child = fork(new URL("./flood.ts", import.meta.url), {
    execArgv: NODE_FLAGS,
  });
  try {
    return await new Promise<Flooded>((resolve, reject) => {
      child.once("message", (message) => resolve(z.parse(DoneSchema, message)));
      child.once("exit", (code) => reject(new Error(`The flood ended with ${code}`)));
      child.send(order);
    });
  } finally {
    child.kill();
  }
}
