import { getIntakePool } from "./db/pool.server.ts";
import { env } from "./env.server.ts";
import { SECOND_MS } from "./pipeline/shared/time.ts";
import { createCapture, type Capture } from "./services/create-capture.ts";

const CAPTURE = Symbol.for("kindling.capture");
const shared = globalThis as { [CAPTURE]?: Capture };

/** Of this process, for the server's own modules and the bundled routes alike. */
export function getCapture(): Capture {
  shared[CAPTURE] ??= createCapture(getIntakePool(), env().DATABASE_WAIT_SECONDS * SECOND_MS);
  return shared[CAPTURE];
}
