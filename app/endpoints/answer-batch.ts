import type { ServerResponse } from "node:http";
import { getIntake } from "../intake.server.ts";
import { assertNever } from "../pipeline/shared/outcome.ts";
import type { RecordBatchOutcome } from "../services/record-storefront-batch.ts";
import { refuseOverload } from "./refuse-overload.ts";
import { sendJson } from "./send-json.ts";

/** Answers a batch of a storefront's script, and counts what became of it. */
export function answerBatch(
  response: ServerResponse,
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
      if (refused.length === 0) response.writeHead(204).end();
      else sendJson(response, 200, { body: { refused } });
      return;
    }
    case "malformed": {
      const { shopId, reason } = result;
      if (shopId !== null) intake.note({ shopId, source, outcome: "rejected", reason, count: 1 });
      sendJson(response, 400, { body: { error: reason } });
      return;
    }
    case "overloaded":
      refuseOverload(response);
      return;
    case "unknown-shop":
      sendJson(response, 404, { body: { error: "The app is not installed on this shop" } });
      return;
    default:
      assertNever(result);
  }
}
