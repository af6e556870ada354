import type pg from "pg";
import { createCapture } from "../../../../app/services/create-capture.ts";
import { recordApiBatch } from "../../../../app/services/record-api-batch.ts";
import {
  recordBrowseBatch,
  recordPixelBatch,
} from "../../../../app/services/record-storefront-batch.ts";
import { recordWebhook } from "../../../../app/services/record-webhook.ts";
import type { World } from "../simulate/world.ts";
import type { Delivery } from "./delivery.ts";
import { iso } from "./delivery.ts";
import { tellAccount } from "./tell-account.ts";
import { tellOrders } from "./tell-orders.ts";
import { tellShop } from "./tell-shop.ts";
import { tellVisits } from "./tell-visits.ts";

/** A shop of the database that is being lived in. */
export interface StoredShop {
  pool: pg.Pool;
  shopId: number;
  domain: string;
  pixelToken: string;
}

/** All that a world's shop and persons tell, in the order of its instants. */
export function deliveriesOf(world: World): Delivery[] {
  const ids = new Map(world.persons.map(({ index, customerId }) => [index, customerId]));
  return [
    ...tellShop(world),
    ...world.persons.flatMap((person) => [
      ...tellAccount(person, (index) => ids.get(index) ?? ""),
      ...tellOrders(person, world),
      ...tellVisits(person),
    ]),
  ].sort((a, b) => a.at - b.at);
}

/**
 * Hands a delivery to the service that takes it at the edge.
 * @throws Error where it is not taken
 */
export async function deliver(shop: StoredShop, delivery: Delivery): Promise<void> {
  const result = await record(shop, delivery);
  const isRefused = result.refused !== undefined && result.refused.length > 0;
  if (result.outcome !== "recorded" || isRefused) {
    throw new Error(`${JSON.stringify(delivery)} was not taken: ${JSON.stringify(result)}`);
  }
}

async function record(
  { pool, shopId, domain, pixelToken }: StoredShop,
  delivery: Delivery,
): Promise<{ outcome: string; refused?: readonly unknown[] }> {
  const { at } = delivery;
  const capture = createCapture(pool);
  switch (delivery.kind) {
    case "webhook": {
      const { id, topic } = delivery;
      const body = JSON.stringify(delivery.body);
      const told = { pool, capture, domain, topic, body, triggeredAt: iso(at), webhookId: id };
      return recordWebhook({ ...told, now: at });
    }
    case "embed": {
      const body = JSON.stringify(delivery.body);
      const loggedInCustomerId = delivery.customerId;
      return recordBrowseBatch({ capture, domain, body, loggedInCustomerId, now: at });
    }
    case "pixel": {
      const body = JSON.stringify({ ...delivery.body, shopToken: pixelToken });
      return recordPixelBatch({ capture, body, now: at });
    }
    case "message": {
      const writer = { shopId, kind: "server", userIdIs: "customer", hashAddress: null } as const;
      const size = JSON.stringify(delivery.body).length;
      const value = delivery.body;
      const body = { value, writeKey: null };
      return recordApiBatch({ capture, writer, call: "track", body, size, now: at });
    }
  }
}
