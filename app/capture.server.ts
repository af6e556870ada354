import { getPool } from "./db/pool.server.ts";
import { createCapture, type Capture } from "./services/create-capture.ts";

const CAPTURE = Symbol.for("kindling.capture");
const shared = globalThis as { [CAPTURE]?: Capture };

/** Of this process, for the server's own modules and the bundled routes alike. */
export function getCapture(): Capture {
  shared[CAPTURE] ??= createCapture(getPool());
  return shared[CAPTURE];
}
