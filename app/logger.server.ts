import { AsyncLocalStorage } from "node:async_hooks";
import pino from "pino";

/** What every line of a piece of work carries: ids of ours, never content. */
export type LogFields = Readonly<Record<string, string | number>>;

const FIELDS = Symbol.for("kindling.log-fields");
const shared = globalThis as { [FIELDS]?: AsyncLocalStorage<LogFields> };
/** One for the server's own modules and the bundled routes alike. */
const fields = (shared[FIELDS] ??= new AsyncLocalStorage<LogFields>());

/** Does work of which every line, however deep it is written, carries these fields and those around it. */
export function withLogFields<T>(added: LogFields, work: () => T): T {
  const around = fields.getStore();
  return fields.run(around === undefined ? added : { ...around, ...added }, work);
}

/**
 * Structured logs to standard error. Ids only: payloads, tokens and contact data never reach a log,
 * and what slips in under these names is cut out.
 */
export const logger = pino(
  {
    level: process.env.LOG_LEVEL ?? "info",
    base: undefined,
    mixin: () => ({ ...fields.getStore() }),
    redact: {
      paths: [
        "accessToken",
        "refreshToken",
        "email",
        "phone",
        "payload",
        "wire",
        "*.accessToken",
        "*.email",
        "*.phone",
      ],
      censor: "[cut]",
    },
  },
  pino.destination(2),
);
