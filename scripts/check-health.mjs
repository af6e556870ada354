// For a container's health check: ends with 0 where the process beside it lives, web or worker.
import process from "node:process";

const port = process.env["METRICS_PORT"];
const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null);
process.exit(answer?.ok === true ? 0 : 1);
