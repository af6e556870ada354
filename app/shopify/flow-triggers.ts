import { z } from "zod";
import type { AdminApi, CostBucket } from "./admin-api.ts";
import { FLOW_MARK_QUERY, tellFlowMutation } from "./documents.ts";

/**
 * Flow knows no idempotency key, and cannot be asked what it has received. So every request that sends triggers
 * also sets a mark, a metafield of the app's own installation, as its last step: whoever lost the answer reads
 * the mark and knows whether the request was carried out.
 */
export interface FlowMark {
  /** The installation that carries the mark. */
  ownerId: string;
  /** The batch that was carried out last; null: none. */
  batch: string | null;
}

const MARK = { namespace: "$app", key: "flow_batch", type: "single_line_text_field" };

const MarkSchema = z.object({
  installation: z.object({
    id: z.string(),
    mark: z.object({ value: z.string() }).nullable(),
  }),
});

export async function readFlowMark(admin: AdminApi): Promise<FlowMark> {
  const { namespace, key } = MARK;
  const { installation } = await admin.request(FLOW_MARK_QUERY, { namespace, key }, MarkSchema);
  return { ownerId: installation.id, batch: installation.mark?.value ?? null };
}

const SentSchema = z.record(
  z.string(),
  z.object({ userErrors: z.array(z.object({ message: z.string() })) }).nullable(),
);

/**
 * Sends triggers and sets the mark, in one request.
 * @returns by place why triggers were refused
 */
export async function sendFlowTriggers(
  admin: AdminApi,
  sent: {
    ownerId: string;
    batch: string;
    triggers: { handle: string; payload: Record<string, string | number> }[];
  },
  onBucket: (bucket: CostBucket) => void,
): Promise<Map<number, string>> {
  const { ownerId, batch, triggers } = sent;
  const variables: Record<string, unknown> = { mark: [{ ...MARK, ownerId, value: batch }] };
  triggers.forEach(({ handle, payload }, index) => {
    variables[`handle${index}`] = handle;
    variables[`payload${index}`] = payload;
  });
  const document = tellFlowMutation(triggers.length);
  const answers = await admin.request(document, variables, SentSchema, onBucket);
  const refused = new Map<number, string>();
  triggers.forEach((_, index) => {
    const answer = answers[`trigger${index}`];
    const reason = answer?.userErrors[0]?.message.replace(/\s+/g, " ").trim();
    if (!answer) refused.set(index, "Shopify answered nothing");
    else if (reason !== undefined) refused.set(index, reason);
  });
  return refused;
}
