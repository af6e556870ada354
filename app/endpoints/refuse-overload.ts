import type { Response } from "express";

/** About what it takes to store all that may wait. */
const RETRY_AFTER_SECONDS = 2;

/** Nothing was stored and nothing is wrong with what was sent: whoever sent it keeps it and comes again. */
export function refuseOverload(response: Response): void {
  response
    .status(503)
    .set("retry-after", String(RETRY_AFTER_SECONDS))
    .json({ success: false, error: "Too much arrives at once. Send it again in a moment." });
}
