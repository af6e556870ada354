import { z } from "zod";
import { findNamedEvent, foldEventName } from "../shared/event-names.ts";
import { parseExactJson } from "../shared/exact-json.ts";
import { isStorableText } from "../shared/storable-text.ts";
import type { Signal } from "../shared/signals.ts";
import type { ApiMessageWire } from "./api-wire.ts";
import type { Malformed } from "./define-topic.ts";

/** What a workflow of Shopify Flow asks for. */
export type FlowAction =
  | { kind: "recalculate"; domain: string; customerId: string }
  | { kind: "record-signal"; domain: string; wire: ApiMessageWire };

/** The actions of extensions/, by their handles. */
const HANDLES = {
  recalculate: "kindling-recalculate",
  recordSignal: "kindling-record-signal",
} as const;

/** A number, the text of one, or Shopify's global id: which of them Flow sends depends on its version. */
const CustomerId = z
  .union([z.string(), z.number()])
  .transform((id) => String(id).replace(/^gid:\/\/shopify\/Customer\//, ""))
  .refine((id) => /^[1-9]\d{0,18}$/.test(id), "expected the id of a customer");

/** These hang on a checkout, which a workflow does not name. */
const OF_CHECKOUTS = new Set<Signal>(["checkout_started", "payment_info_submitted"]);

const common = {
  shopify_domain: z.string().min(1).max(255).refine(isStorableText, "expected a domain"),
  /** The same on every repetition of a run. */
  action_run_id: z.string().min(1).max(500),
};

const BodySchema = z.discriminatedUnion("handle", [
  z.object({
    ...common,
    handle: z.literal(HANDLES.recalculate),
    properties: z.object({ customer_id: CustomerId }),
  }),
  z.object({
    ...common,
    handle: z.literal(HANDLES.recordSignal),
    properties: z.object({
      customer_id: CustomerId,
      event: z.string().transform((name, context) => {
        const event = findNamedEvent(name);
        if (event !== undefined && event.signal !== null && !OF_CHECKOUTS.has(event.signal)) {
          return foldEventName(event.name);
        }
        context.addIssue(
          "expected an event that says something of a person, e.g. Product Reviewed",
        );
        return z.NEVER;
      }),
    }),
  }),
]);

/**
 * Reads the body of an action's run. An event that it records is a message of the HTTP API as a server's secret
 * key sends it, since Flow signs it: it counts as any other, and once however often Flow repeats the run.
 * @param digest of a text, as ids of messages are kept
 */
export function parseFlowAction(
  body: string,
  digest: (text: string) => string,
): { outcome: "accepted"; action: FlowAction } | Malformed {
  const parsed = BodySchema.safeParse(parseJson(body));
  if (!parsed.success) {
    const reasons = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    return { outcome: "malformed", reason: reasons.slice(0, 3).join("; ") };
  }
  const { shopify_domain: domain, action_run_id: runId, handle, properties } = parsed.data;
  const customerId = properties.customer_id;
  if (handle === HANDLES.recalculate) {
    return { outcome: "accepted", action: { kind: "recalculate", domain, customerId } };
  }
  const wire: ApiMessageWire = {
    messageId: digest(`flow ${runId}`),
    key: "server",
    type: "track",
    event: properties.event,
    timestamp: null,
    sentAt: null,
    ids: [{ kind: "customer", key: customerId }],
    productId: null,
    campaign: null,
    visit: null,
  };
  return { outcome: "accepted", action: { kind: "record-signal", domain, wire } };
}

function parseJson(body: string): unknown {
  try {
    return parseExactJson(body);
  } catch {
    return undefined;
  }
}
