import type { Response } from "express";
import { getIntake } from "../intake.server.ts";
import { assertNever } from "../pipeline/shared/outcome.ts";
import type { RecordBatchOutcome } from "../services/record-storefront-batch.ts";
import { refuseOverload } from "./refuse-overload.ts";

/** Answers a batch of a storefront's script, and counts what became of it. */
export function answerBatch(
  response: Response,
  source: "proxy" | "pixel",
  result: RecordBatchOutcome,
): void {
  const intake = getIntake();
  switch (result.outcome) {
    case "recorded":
    case "duplicate": {
      const { shopId, events, refused } = result;
      const outcome = result.outcome === "recorded" ? "accepted" : "duplicate";
      intake.note({ shopId, source, outcome, reason: "", count: events });
      for (const { reason } of refused)
        intake.note({ shopId, source, outcome: "rejected", reason, count: 1 });
      if (refused.length === 0) response.status(204).end();
      else response.status(200).json({ refused });
      return;
    }
    case "malformed": {
      const { shopId, reason } = result;
      if (shopId !== null) intake.note({ shopId, source, outcome: "rejected", reason, count: 1 });
      response.status(400).json({ error: reason });
      return;
    }
    case "overloaded":
      refuseOverload(response);
      return;
    case "unknown-shop":
      response.status(404).json({ error: "The app is not installed on this shop" });
      return;
    default:
      assertNever(result);
  }
}
