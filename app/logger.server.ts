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
 * What a log says of an error. PostgreSQL's errors tell the row that failed, by its values (detail, where), and others hold the
 * request that they were made by: only what is named here is written.
 */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  return { type: error.name, message: error.message, code, stack: error.stack };
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
    serializers: { err: describeError },
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
        "*.refreshToken",
      ],
      censor: "[cut]",
    },
  },
  pino.destination(2),
);
