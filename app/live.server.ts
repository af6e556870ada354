import { getPool } from "./db/pool.server.ts";
import { loadVersions } from "./db/shop-changes.ts";
import { acrossShops } from "./db/shop-scope.ts";
import { logger } from "./logger.server.ts";
import { createLiveHub, type LiveHub } from "./services/live-hub.ts";

const HUB = Symbol.for("kindling.live");
const shared = globalThis as { [HUB]?: LiveHub };

/** The one hub of this process: the server that ends it and the bundled route share it. */
export function getLiveHub(): LiveHub {
  shared[HUB] ??= createLiveHub({
    load: (shopIds) => loadVersions(acrossShops(getPool()), shopIds),
    stopwatch: () => performance.now(),
    onFailure: (reason) => logger.warn({ reason }, "Open pages could not be told of changes"),
  });
  return shared[HUB];
}
