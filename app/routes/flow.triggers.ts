import type { ActionFunctionArgs } from "@remix-run/node";
import { getPool } from "../db/pool.server.ts";
import { assertNever } from "../pipeline/shared/outcome.ts";
import { noteFlowUse } from "../services/note-flow-use.ts";
import { receiveFlow } from "../shopify/receive-flow.server.ts";
import { refuseGet } from "../shopify/receive-webhook.server.ts";

export const loader = refuseGet;

/** Flow tells which triggers a shop uses. Anything but 2xx keeps the merchant from enabling the workflow. */
export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const body = await receiveFlow(request);
  const result = await noteFlowUse({ pool: getPool(), body });
  switch (result.outcome) {
    case "noted":
      return new Response(null, { status: 200 });
    case "malformed":
      return Response.json({ error: result.reason }, { status: 400 });
    case "unknown-shop":
      return Response.json({ error: "The app is not installed there" }, { status: 404 });
    default:
      return assertNever(result);
  }
}
