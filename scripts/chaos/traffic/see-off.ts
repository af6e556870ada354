import { FAST } from "../invariants/settle.ts";
import type { Look } from "../plan/action.ts";
import { waitFor } from "../world/wait-for.ts";
import type { ChaosWorld } from "../world/start-world.ts";
import { performAction } from "./perform-action.ts";
import type { Stage } from "./stage.ts";

/** So many customers of each shop do nothing any more, and wait to be erased. */
const LEAVING = 3;
/** A shop keeps as many at least. */
const STAYING = 4;
const MINUTE_MS = 60_000;
/** What Shopify changed is compared up to this long after; the app says why in `reconcile-shop.ts`. */
const COMPARED_MS = 6 * MINUTE_MS;
const PASSES_MS = 20 * MINUTE_MS;
const PATIENCE_MS = 60_000;
/** Far from the numbers of the pages that storms have. */
const FIRST_PAGE = 1_000_000_000;

/** Before the first storm: those who are erased in it have done something, too. */
export function actBeforeStorms(stage: Stage): void {
  stage.world.shops.forEach((_, shop) => {
    for (let customer = 0; customer < LEAVING; customer += 1) {
      const looks: Look[] = [{ product: 0 }, { page: FIRST_PAGE + customer }, { product: 1 }];
      const who = { customer };
      const browse = {
        kind: "browse",
        shop,
        who,
        looks,
        isTwice: true,
        isSeenByPixel: true,
      } as const;
      performAction(stage, browse);
      for (const fate of ["kept", "refunded", "cancelled"] as const)
        performAction(stage, { kind: "order", shop, customer, product: customer, fate });
    }
  });
}

/**
 * When all is calm: the traffic of some ends, and time goes by until the app compares nothing of theirs with Shopify any more.
 * Shopify waits ten days before it has anybody erased; what is compared after an erasure is stored like anything new.
 * @throws Error where it is still compared after a minute
 */
export async function seeOff({ shops, clocks, devStore, database }: ChaosWorld): Promise<void> {
  for (const { leaving, customerIds } of shops) {
    while (leaving.length < LEAVING && customerIds.length > STAYING)
      leaving.push(...customerIds.splice(0, 1));
  }
  const until = new Date(devStore.clock.now() + COMPARED_MS);
  await clocks.jump(PASSES_MS);
  // A comparison that was under way in the jump is of before, and the next one due ten minutes later.
  clocks.setSpeed(FAST);
  const isPast = await waitFor(async () => {
    const { rows } = await database.pool.query<{ left: number }>(
      "SELECT count(*)::int AS left FROM reconciliation WHERE compared_until < $1",
      [until],
    );
    return rows[0]?.left === 0;
  }, PATIENCE_MS);
  clocks.setSpeed(1);
  if (!isPast) throw new Error("What Shopify changed was not compared within a minute");
}
