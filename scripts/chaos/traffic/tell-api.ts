import type { Action } from "../plan/action.ts";
import type { ChaosShop } from "../world/open-shops.ts";
import { NOBODY } from "./ledger.ts";
import { at, type Stage } from "./stage.ts";

/** The merchant's server tells what one of its users looked at, as Segment's libraries do. */
export function tellApi(
  { world, ledger, sender, nextNumber }: Stage,
  open: ChaosShop,
  action: Extract<Action, { kind: "tell-api" }>,
): void {
  const toldAt = new Date(world.devStore.clock.now()).toISOString();
  const userId = `user-${action.user}`;
  const batch = action.products.map((place) => {
    const messageId = `message-${nextNumber()}`;
    const product_id = at(open.productIds, place);
    ledger.noteSent(action.shop, "api", messageId, NOBODY);
    const fact = { identity: `user:${userId}`, signal: "product_viewed", ...NOBODY };
    ledger.noteFact(action.shop, { key: messageId, ...fact });
    const told = { type: "track", event: "Product Viewed", properties: { product_id } };
    return { ...told, messageId, userId, timestamp: toldAt };
  });
  const headers = {
    "content-type": "application/json",
    authorization: `Basic ${Buffer.from(`${open.writeKey}:`).toString("base64")}`,
  };
  const sending = {
    path: () => "/v1/batch",
    headers,
    body: JSON.stringify({ batch, sentAt: toldAt }),
  };
  for (let time = action.isTwice ? 2 : 1; time > 0; time -= 1) void sender.send(sending);
}
