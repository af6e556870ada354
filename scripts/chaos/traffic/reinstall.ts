import { setTimeout as sleep } from "node:timers/promises";
import type { Action } from "../plan/action.ts";
import type { ChaosShop } from "../world/open-shops.ts";
import { waitFor } from "../world/wait-for.ts";
import { ADDRESSES } from "./reader.ts";
import { merchantOf, type Stage } from "./stage.ts";

const PAUSE_MS = 250;
/** A merchant to whom the app shows nothing new looks again so much later. */
const LOOKS_AGAIN_MS = 2000;

/**
 * The merchant uninstalls, and soon installs again. Shopify's word that the app went may come late, even after they are back:
 * then the next visit is the one that begins anew, so they look at the app until it works for them.
 */
export function reinstall(
  stage: Stage,
  open: ChaosShop,
  action: Extract<Action, { kind: "reinstall" }>,
): void {
  const { world, reader, returning } = stage;
  const { shop, domain } = open;
  const comeBack = async (): Promise<void> => {
    await shop.uninstallApp();
    await sleep(action.afterMs);
    const backAt = world.devStore.clock.now();
    while (!(await install(open))) await sleep(PAUSE_MS);
    do await reader.ask(merchantOf(world, domain), { address: ADDRESSES.home });
    while (!(await waitFor(() => isBack(stage, open, backAt), LOOKS_AGAIN_MS)));
    returning.delete(domain);
  };
  returning.add(domain);
  // A run that ends before takes the dev store away.
  comeBack().catch(() => undefined);
}

const install = ({ shop }: ChaosShop): Promise<boolean> =>
  shop.installApp().then(
    () => true,
    () => false,
  );

/**
 * Whether no word of the uninstall is on its way, and the app has read with its new token all that Shopify told nobody
 * meanwhile.
 */
async function isBack(
  { world: { devStore, database } }: Stage,
  { shop, shopId, domain }: ChaosShop,
  backAt: number,
): Promise<boolean> {
  if (devStore.webhooks.isOnItsWay({ shop: domain, id: `"id":${shop.record.id}` })) return false;
  try {
    const { rows } = await database.pool.query<{ isBack: boolean }>(
      `SELECT status = 'installed' AND ready_at IS NOT NULL AND web_pixel_id IS NOT NULL
         AND NOT EXISTS (SELECT FROM reconciliation WHERE reconciliation.shop_id = shop.shop_id AND compared_until < $2)
         AS "isBack"
       FROM shop WHERE shop_id = $1`,
      [shopId, new Date(backAt)],
    );
    return rows[0]?.isBack === true;
  } catch {
    // The database is down just now.
    return false;
  }
}
