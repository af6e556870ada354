// For a container's health check: ends with 0 where the process beside it lives, web or worker.
import process from "node:process";

/** Less than the Dockerfile's HEALTHCHECK gives it. */
const ANSWER_WITHIN_MS = 2500;
/** Who listens everywhere is asked on loopback. */
const LOOPBACK = { "0.0.0.0": "127.0.0.1", "::": "::1" };

const { METRICS_PORT: port, METRICS_HOST: listens = "127.0.0.1" } = process.env;
const host = LOOPBACK[listens] ?? listens;
const answer = await fetch(`http://${host.includes(":") ? `[${host}]` : host}:${port}/healthz`, {
  signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
}).catch(() => null);
process.exit(answer?.ok === true ? 0 : 1);
