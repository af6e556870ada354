import type pg from "pg";
import { z } from "zod";
import { saveFlowUse } from "../db/flow-uses.ts";
import { workFor } from "../db/shop-scope.ts";
import { findShop } from "../db/shop.ts";
import { isStorableText } from "../pipeline/shared/storable-text.ts";

/** What Flow tells when a workflow that uses a trigger is enabled, and when the last one is disabled. */
const UseSchema = z.object({
  flow_trigger_definition_id: z.string().min(1).max(200).refine(isStorableText),
  has_enabled_flow: z.boolean(),
  shopify_domain: z.string().refine(isStorableText),
  timestamp: z.iso.datetime({ offset: true }),
});

export type NoteFlowUseOutcome =
  { outcome: "noted" } | { outcome: "malformed"; reason: string } | { outcome: "unknown-shop" };

/** Notes whether a shop uses a trigger. Of two tellings the one with the later timestamp counts. */
export async function noteFlowUse(options: {
  pool: pg.Pool;
  body: string;
}): Promise<NoteFlowUseOutcome> {
  const { pool, body } = options;
  const read = UseSchema.safeParse(parseJson(body));
  if (!read.success) {
    const fields = read.error.issues.map(({ path }) => path.join(".") || "the body");
    return { outcome: "malformed", reason: `These cannot be read: ${fields.join(", ")}` };
  }
  const shop = await findShop(pool, read.data.shopify_domain);
  if (shop?.status !== "installed") return { outcome: "unknown-shop" };
  const use = {
    definitionId: read.data.flow_trigger_definition_id,
    isUsed: read.data.has_enabled_flow,
    toldAt: Date.parse(read.data.timestamp),
  };
  await workFor(shop.shopId, () => saveFlowUse(pool, shop.shopId, use));
  return { outcome: "noted" };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
