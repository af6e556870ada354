import { z } from "zod";
import { ORDER_LINES_QUERY } from "../shopify/documents.ts";

/** How a question is put to Shopify, in whatever patience the asker has. */
export type Ask = <T>(
  document: string,
  variables: Record<string, unknown>,
  schema: z.ZodType<T>,
) => Promise<T>;

const PageInfoSchema = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() });

/** An order that has more lines than came with its page. */
const CutOrderSchema = z.looseObject({
  id: z.string(),
  lineItems: z.looseObject({
    nodes: z.array(z.unknown()),
    pageInfo: PageInfoSchema.extend({ hasNextPage: z.literal(true) }),
  }),
});

const LinesSchema = z.object({
  order: z
    .object({ lineItems: z.object({ nodes: z.array(z.unknown()), pageInfo: PageInfoSchema }) })
    .nullable(),
});

/**
 * Nodes of a page with all lines of every order: those that did not fit into it are asked for. What is no
 * order, or has all its lines, is given back as it came. An order that is gone meanwhile keeps those it had.
 */
export async function completeOrders(nodes: unknown[], ask: Ask): Promise<unknown[]> {
  const complete: unknown[] = [];
  for (const node of nodes) {
    const cut = CutOrderSchema.safeParse(node).data;
    if (cut === undefined) complete.push(node);
    else {
      const further = await askForLines(cut.id, cut.lineItems.pageInfo.endCursor, ask);
      const lineItems = { ...cut.lineItems, nodes: [...cut.lineItems.nodes, ...further] };
      complete.push({ ...cut, lineItems });
    }
  }
  return complete;
}

async function askForLines(id: string, from: string | null, ask: Ask): Promise<unknown[]> {
  const lines: unknown[] = [];
  let after = from;
  for (;;) {
    const { order } = await ask(ORDER_LINES_QUERY, { id, after }, LinesSchema);
    if (order === null) return lines;
    lines.push(...order.lineItems.nodes);
    const { hasNextPage, endCursor } = order.lineItems.pageInfo;
    if (!hasNextPage) return lines;
    after = endCursor;
  }
}
