import { randomUUID } from "node:crypto";
import { toGid } from "../admin-api/gid.ts";
import type { Shop } from "../state/shop.ts";
import type { ShopState } from "../state/shop-state.ts";
import type { AppConfig } from "../state/types.ts";
import { signWebhook } from "../webhooks/send-delivery.ts";
import { openFlowStore } from "./flow-store.ts";
import type { FlowExtensions } from "./read-flow-extensions.ts";

/** Flow waits so long for a callback's answer; of an action's ten seconds. */
const CALLBACK_TIMEOUT_MS = 5_000;
const ACTION_TIMEOUT_MS = 10_000;

/** What a merchant does in Flow: workflows that use the app's triggers, and those that run its actions. */
export function openFlowBook(
  state: ShopState,
  { app, flow }: { app: AppConfig; flow: FlowExtensions },
): Pick<Shop, "flowTriggers" | "useFlowTrigger" | "runFlowAction"> {
  const { record, database, clock } = state;
  const post = async (path: string, body: object, timeoutMs: number): Promise<Response> => {
    const text = JSON.stringify(body);
    return fetch(new URL(path, app.appUrl), {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-shopify-hmac-sha256": signWebhook(text, app.clientSecret),
      },
      body: text,
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    });
  };
  const of = { shop_id: Number(record.id), shopify_domain: record.domain };

  return {
    flowTriggers: () => openFlowStore(database, record.domain).all(),

    async useFlowTrigger(handle, isUsed, options = {}) {
      const trigger = flow.triggers.find((candidate) => candidate.handle === handle);
      if (trigger === undefined) throw new Error(`The app has no Flow trigger ${handle}.`);
      if (flow.callbackUrl === null) return;
      const body = {
        ...of,
        flow_trigger_definition_id: options.definitionId ?? handle,
        has_enabled_flow: isUsed,
        timestamp: new Date(options.at ?? clock.now()).toISOString(),
      };
      const { ok, status } = await post(flow.callbackUrl, body, CALLBACK_TIMEOUT_MS);
      if (!ok) throw new Error(`Flow enables no workflow: the app answered ${status}.`);
    },

    async runFlowAction(handle, properties, options = {}) {
      const action = flow.actions.find((candidate) => candidate.handle === handle);
      if (action === undefined) throw new Error(`The app has no Flow action ${handle}.`);
      const { customerId, ...rest } = properties;
      const given = {
        ...rest,
        ...(customerId === undefined ? {} : { customer_id: toGid("Customer", customerId) }),
      };
      const missing = action.fields.find(({ name, isRequired }) => isRequired && !(name in given));
      if (missing !== undefined) throw new Error(`Flow saves no action without ${missing.name}.`);
      const body = {
        ...of,
        action_run_id: options.actionRunId ?? randomUUID(),
        action_definition_id: handle,
        handle,
        properties: given,
      };
      const response = await post(action.runtimeUrl, body, ACTION_TIMEOUT_MS);
      return { status: response.status, body: await response.text() };
    },
  };
}
