import { loadSeed } from "../../dev-store/simulation/load-seed.ts";
import { DEFAULT_SHOPPERS, runSimulation } from "../../dev-store/simulation/run-simulation.ts";
import { findShop } from "../../app/db/shop.ts";
import { countWorkLeft } from "../../app/queries/work-left.ts";
import { readShopTotals } from "../../app/queries/shop-totals.ts";
import type { Shop } from "../../dev-store/state/shop.ts";
import type { DemoArguments } from "./arguments.ts";
import { say, sayProgress } from "./say.ts";
import { startEverything, type RunningDemo } from "./start-everything.ts";
import { unlessStopped } from "./stop.ts";

const DOMAIN = "ember-and-oak.myshopify.com";
const PROGRESS_EVERY_MS = 15_000;

/** Long enough that carts left behind count as abandoned, which takes four hours. */
const WARM_UP_HOURS = 5;
const WARM_UP_SPEED = 600;

/** A shop with a past and with shoppers who go on shopping until the demo is stopped. */
export async function runSimulated(options: DemoArguments, stop: AbortSignal): Promise<void> {
  const demo = await unlessStopped(
    stop,
    startEverything({ name: "demo", domain: DOMAIN, port: options.port }),
  );
  try {
    await unlessStopped(stop, goShopping(demo, options, stop));
  } finally {
    say("Stopping");
    await demo.stop();
  }
}

async function goShopping(
  demo: RunningDemo,
  options: DemoArguments,
  stop: AbortSignal,
): Promise<void> {
  const { devStore } = demo;
  const { seed } = options;
  const shop = devStore.createShop({
    domain: DOMAIN,
    name: "Ember & Oak",
    plan: "advanced",
    currency: options.currency ?? "USD",
    timezone: options.timezone ?? "America/New_York",
  });
  say("Giving the shop a past of twelve months");
  loadSeed({ shop, endAt: devStore.clock.now(), seed, customers: DEFAULT_SHOPPERS });
  say("Installing the app");
  await shop.installApp();
  // What the merchant does in the theme editor, since the home page asks for it.
  shop.changeTheme({ appEmbeds: { kindling: { isActive: true } }, standardEvents: true });
  await warmUp(demo, { shop, seed, stop });
  stop.throwIfAborted();
  say(`\n  The app in the shop's admin:  ${devStore.url}/store/ember-and-oak/apps/kindling`);
  say(`  Its customers and their tags: ${devStore.url}/store/ember-and-oak/customers`);
  say(`  Its storefront:               ${devStore.url}/shop/ember-and-oak/\n`);
  say(`Shoppers shop, with seed ${seed}, until you press Ctrl-C`);
  const timer = setInterval(() => void sayTotals(demo), PROGRESS_EVERY_MS);
  stop.addEventListener("abort", () => clearInterval(timer));
  await runSimulation({
    devStore,
    shop,
    seed,
    signal: stop,
    onError: (error) => say(`  a shopper met an error: ${error.message}`),
  });
}

async function sayTotals({ devStore, pool }: RunningDemo): Promise<void> {
  const { shopId } = (await findShop(pool, DOMAIN)) ?? { shopId: 0 };
  const totals = await readShopTotals(pool, shopId);
  const left = await countWorkLeft(pool, shopId, devStore.clock.now());
  const sizes = totals.segments.map(({ handle, members }) => `${handle} ${members}`).join(", ");
  say(
    `  ${new Date(devStore.clock.now()).toISOString().slice(0, 19)}  ${totals.events} events, ${totals.profiles} profiles, ` +
      `${totals.tagsWritten} tags written, ${left.tags} waiting; ${sizes}`,
  );
}

/** Lets some hours of shopping pass in half a minute, so that there is something to see at once. */
async function warmUp(
  demo: RunningDemo,
  options: { shop: Shop; seed: number; stop: AbortSignal },
): Promise<void> {
  const { devStore } = demo;
  const until = devStore.clock.now() + WARM_UP_HOURS * 3_600_000;
  const abort = new AbortController();
  say(
    `${WARM_UP_HOURS} hours of shopping pass in ${(WARM_UP_HOURS * 3600) / WARM_UP_SPEED} seconds`,
  );
  await runSimulation({
    devStore,
    shop: options.shop,
    // Other visits than those that follow live.
    seed: options.seed + 1,
    signal: AbortSignal.any([abort.signal, options.stop]),
    speed: WARM_UP_SPEED,
    bustle: 3,
    onAction: ({ at }) => {
      sayProgress(`  ${new Date(at).toISOString().slice(11, 16)} UTC in the shop`);
      if (at >= until) abort.abort();
    },
  });
}
