import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { sendJson } from "../endpoints/send-json.ts";
import { env } from "../env.server.ts";
import { logger } from "../logger.server.ts";
import type { Metrics } from "./metrics.ts";
import { answerLiveness, answerReadiness } from "./answer-health.ts";
import type { ReadinessCheck } from "./readiness.ts";

interface Operations {
  metrics: Pick<Metrics, "registry">;
  readiness: ReadinessCheck;
}

/**
 * Answers what whoever runs the process asks, on METRICS_PORT of METRICS_HOST: `/metrics`, `/healthz`, `/readyz`. A port
 * that no merchant and no visitor reaches. Without METRICS_PORT nothing listens.
 */
export function serveOperations(operations: Operations): void {
  const { METRICS_PORT: port, METRICS_HOST: host } = env();
  if (port === undefined) return;
  const server = createServer((request, response) => {
    answer(request, response, operations).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      logger.error({ reason }, "Metrics could not be told");
      if (!response.headersSent) sendJson(response, 500, { body: { error: "See the log" } });
    });
  });
  server.on("error", (error) => {
    logger.fatal({ host, port, reason: error.message }, "METRICS_PORT cannot be listened on");
    process.exit(1);
  });
  // The process lives for its work, not to be looked at.
  server.listen(port, host).unref();
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { metrics, readiness }: Operations,
): Promise<void> {
  switch (request.url?.split("?")[0]) {
    case "/metrics":
      response
        .writeHead(200, { "content-type": metrics.registry.contentType })
        .end(await metrics.registry.metrics());
      return;
    case "/healthz":
      return answerLiveness(response);
    case "/readyz":
      return answerReadiness(response, readiness);
    default:
      sendJson(response, 404, { body: { error: "Ask for /metrics, /healthz or /readyz" } });
  }
}
