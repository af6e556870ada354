import pino from "pino";

/**
 * Structured logs to standard error. Ids only: payloads, tokens and contact data never reach a log,
 * and what slips in under these names is cut out.
 */
export const logger = pino(
  {
    level: process.env.LOG_LEVEL ?? "info",
    base: undefined,
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
