import { ingestShop } from "../../../../app/services/ingest-shop.ts";
import { scoreShop } from "../../../../app/services/score-shop.ts";
import type { World } from "../simulate/world.ts";
import { DAY_MS } from "../simulate/world.ts";
import { deliver, deliveriesOf } from "./deliver.ts";
import type { StoredShop } from "./deliver.ts";
import { readMembers, readNextDue } from "./read-members.ts";
import type { StoredProfile } from "./read-members.ts";

const BATCH = 500;

/** What was stored after one look at some profiles. */
export type OnLook = (look: { at: number; isDue: boolean; profiles: StoredProfile[] }) => void;

/**
 * Lets a world happen in a stored shop: the clock jumps to the next delivery, due-time or UTC midnight, what arrives
 * is ingested, and who is due is scored, as a worker does that is never late.
 */
export async function liveInShop(
  world: World,
  { shop, onLook, onDay }: { shop: StoredShop; onLook: OnLook; onDay: (day: number) => void },
): Promise<void> {
  const deliveries = deliveriesOf(world);
  let next = 0;
  let midnight = world.startAt;
  for (let now = world.startAt; now < world.endAt;) {
    let arrived = 0;
    for (; (deliveries[next]?.at ?? Infinity) <= now; next += 1) {
      const delivery = deliveries[next];
      if (delivery !== undefined) await deliver(shop, delivery);
      arrived += 1;
    }
    if (arrived > 0) await ingestAll(shop, now);
    await scoreAll(shop, now);
    onLook({ at: now, isDue: arrived === 0, profiles: await readMembers(shop, now) });
    if (now >= midnight) {
      onDay((midnight - world.startAt) / DAY_MS);
      midnight += DAY_MS;
    }
    const due = (await readNextDue(shop)) ?? Infinity;
    const told = deliveries[next]?.at ?? Infinity;
    now = Math.max(now + 1, Math.min(midnight, due, told));
  }
}

export async function ingestAll({ pool, shopId }: StoredShop, now: number): Promise<void> {
  for (;;) {
    const result = await ingestShop({ pool, shopId, now, limit: BATCH });
    if (result.outcome !== "ingested" || result.events < BATCH) return;
  }
}

export async function scoreAll({ pool, shopId }: StoredShop, now: number): Promise<void> {
  for (;;) {
    const { profiles } = await scoreShop({ pool, shopId, now, limit: BATCH });
    if (profiles === 0) return;
  }
}
