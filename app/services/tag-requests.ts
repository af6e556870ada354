import { z } from "zod";
import { ownTags, type TagPlan } from "../pipeline/activate/tag-plan.ts";
import type { CostBucket } from "../pipeline/shared/cost-bucket.ts";
import type { AdminApi } from "../shopify/admin-api.ts";
import { CUSTOMER_TAGS_QUERY, writeTagsMutation } from "../shopify/documents.ts";

const gid = (customerId: string): string => `gid://shopify/Customer/${customerId}`;

const NodesSchema = z.object({
  nodes: z.array(
    z
      .object({ id: z.string(), tags: z.array(z.string()) })
      .or(z.object({}))
      .nullable(),
  ),
});

type OnBucket = (bucket: CostBucket) => void;

/** Points of one mutation, and of one customer's tags read, as Shopify charges them. */
export const MUTATION_POINTS = 10;
export const READ_POINTS = 1;

/** What stands on customers: their tags of ours, by customer. Who is not there any more is left out. */
export async function readCustomerTags(
  admin: AdminApi,
  { customerIds, prefixes }: { customerIds: string[]; prefixes: readonly string[] },
  onBucket: OnBucket,
): Promise<Map<string, string[]>> {
  if (customerIds.length === 0) return new Map();
  const variables = { ids: customerIds.map(gid) };
  const { nodes } = await admin.request(CUSTOMER_TAGS_QUERY, variables, NodesSchema, onBucket);
  return new Map(
    nodes.flatMap((node) =>
      node && "id" in node ? [[node.id.replace(gid(""), ""), ownTags(node.tags, prefixes)]] : [],
    ),
  );
}

const WriteSchema = z.record(
  z.string(),
  z.object({ userErrors: z.array(z.object({ message: z.string() })) }).nullable(),
);

/** What Shopify said to one customer's changes; no sentence: it took them. */
export interface Refusals {
  toAdd: string[];
  toRemove: string[];
}

/** All changes of several customers in one request, each one's removals before its additions. */
export async function sendTagChanges(
  admin: AdminApi,
  plans: { customerId: string; plan: TagPlan }[],
  onBucket: OnBucket,
): Promise<Map<string, Refusals>> {
  if (plans.length === 0) return new Map();
  const variables: Record<string, unknown> = {};
  plans.forEach(({ customerId, plan }, index) => {
    variables[`id${index}`] = gid(customerId);
    if (plan.add.length > 0) variables[`add${index}`] = plan.add;
    if (plan.remove.length > 0) variables[`remove${index}`] = plan.remove;
  });
  const document = writeTagsMutation(
    plans.map(({ plan }) => ({ add: plan.add.length > 0, remove: plan.remove.length > 0 })),
  );
  const answers = await admin.request(document, variables, WriteSchema, onBucket);
  const read = (alias: string): string[] =>
    (answers[alias]?.userErrors ?? []).map(({ message }) => message);
  return new Map(
    plans.map(({ customerId }, index) => [
      customerId,
      { toAdd: read(`add${index}`), toRemove: read(`remove${index}`) },
    ]),
  );
}
