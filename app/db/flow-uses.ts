import type { Queryable } from "./transaction.ts";

export interface FlowUse {
  /** Flow's own id of the trigger. */
  definitionId: string;
  isUsed: boolean;
  /** Of the telling. */
  toldAt: number;
}

/** Keeps Flow's word on whether a trigger is used. A telling that is older than the one that stands is ignored. */
export async function saveFlowUse(db: Queryable, shopId: number, use: FlowUse): Promise<void> {
  await db.query(
    `INSERT INTO flow_trigger_use (shop_id, definition_id, is_used, told_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (shop_id, definition_id) DO UPDATE SET is_used = $3, told_at = $4
     WHERE flow_trigger_use.told_at <= $4`,
    [shopId, use.definitionId, use.isUsed, new Date(use.toldAt)],
  );
}

export async function loadFlowUses(db: Queryable, shopId: number): Promise<FlowUse[]> {
  const { rows } = await db.query<FlowUse>(
    `SELECT definition_id AS "definitionId", is_used AS "isUsed", told_at AS "toldAt"
     FROM flow_trigger_use WHERE shop_id = $1 ORDER BY definition_id`,
    [shopId],
  );
  return rows;
}
