import type { ActionFunctionArgs } from "@remix-run/node";
import { now } from "../clock.server.ts";
import { getPool } from "../db/pool.server.ts";
import { getIntake } from "../intake.server.ts";
import { assertNever } from "../pipeline/shared/outcome.ts";
import { runFlowAction } from "../services/run-flow-action.ts";
import { receiveFlow } from "../shopify/receive-flow.server.ts";
import { refuseGet } from "../shopify/receive-webhook.server.ts";

export const loader = refuseGet;

/**
 * A workflow runs an action of ours. To Flow 200 means done, 5xx and 429 that it tries again for a day and a half,
 * any other 4xx that it gives up and shows the merchant what was answered.
 */
export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const body = await receiveFlow(request);
  const result = await runFlowAction({ pool: getPool(), body, now: now() });
  switch (result.outcome) {
    case "recorded":
    case "duplicate": {
      const outcome = result.outcome === "recorded" ? "accepted" : "duplicate";
      const told = { source: "api", outcome, reason: "", count: 1 } as const;
      getIntake().note({ shopId: result.shopId, ...told });
      return new Response(null, { status: 200 });
    }
    case "due":
    case "nothing-known":
      return new Response(null, { status: 200 });
    case "malformed":
      return Response.json({ error: result.reason }, { status: 400 });
    case "unknown-shop":
      return Response.json({ error: "Kindling is not installed there" }, { status: 404 });
    default:
      return assertNever(result);
  }
}
