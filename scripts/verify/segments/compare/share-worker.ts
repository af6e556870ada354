import { parentPort, workerData } from "node:worker_threads";
import type { Definition } from "../definition.ts";
import type { World } from "../simulate/world.ts";
import { checkShare } from "./check-share.ts";
import type { Share } from "./check-share.ts";
import type { Tally } from "./checks.ts";

/** What a worker is given, and what it tells: that a profile is done, and at the end what came of all. */
export interface ShareTask {
  world: World;
  definitions: readonly Definition[];
  share: Share;
}
export type ShareMessage = { kind: "profile" } | { kind: "done"; tally: Tally };

const tell = (message: ShareMessage): void => parentPort?.postMessage(message);
const { world, definitions, share } = workerData as ShareTask;
const tally = checkShare(world, {
  definitions,
  share,
  onProfile: () => tell({ kind: "profile" }),
});
tell({ kind: "done", tally });
