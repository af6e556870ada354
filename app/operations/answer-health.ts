import type { ServerResponse } from "node:http";
import { sendJson } from "../endpoints/send-json.ts";
import { logger } from "../logger.server.ts";
import type { ReadinessCheck } from "./readiness.ts";

/** Whether the process lives. It does where it answers: a database that is away is no reason to start it again. */
export function answerLiveness(response: ServerResponse): void {
  sendJson(response, 200, { body: { status: "alive" } });
}

/** Whether the process should get requests. Tells anybody the outcome alone; which migrations are missing is logged. */
export async function answerReadiness(
  response: ServerResponse,
  readiness: ReadinessCheck,
): Promise<void> {
  const found = await readiness.check();
  if (found.outcome === "migrations-missing") {
    logger.error({ missing: found.missing }, "The database lacks migrations: run migrate deploy");
  }
  const status = found.outcome === "ready" ? 200 : 503;
  sendJson(response, status, { body: { status: found.outcome } });
}
