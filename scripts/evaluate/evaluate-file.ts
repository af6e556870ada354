import { existsSync } from "node:fs";
import type { EvaluateArguments } from "./arguments.ts";
import { evaluateEvents } from "./evaluate-events.ts";
import { evaluateOrders } from "./evaluate-orders.ts";
import { evaluateSessions } from "./evaluate-sessions.ts";

/** What an evaluation found: for people, line by line, and for programs. */
export interface Report {
  lines: string[];
  result: object;
}

/** @throws Error that says what to do when the file is absent or cannot be judged */
export async function evaluateFile(
  options: EvaluateArguments,
  say: (text: string) => void,
): Promise<Report> {
  const { kind, path } = options.file;
  if (!existsSync(path)) throw new Error(`There is no file ${path}`);
  switch (kind) {
    case "orders":
      return await evaluateOrders(options, say);
    case "events":
      return await evaluateEvents(options, say);
    case "sessions":
      return await evaluateSessions(options, say);
  }
}
