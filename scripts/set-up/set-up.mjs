import { join } from "node:path";
import process from "node:process";
import { adminSchemaIsReady, ensureAdminSchema } from "./admin-schema.mjs";
import { withLock } from "./lock.mjs";
import { ensurePackages, packagesAreReady } from "./packages.mjs";
import { ensurePrismaClient, prismaClientIsReady } from "./prisma-client.mjs";
import { ROOT, say } from "./process.mjs";

const OLDEST_NODE_MAJOR = 20;

/** In the order in which they are made: each may use what those before it made. */
const STEPS = [
  { need: "packages", isReady: packagesAreReady, ensure: ensurePackages },
  { need: "client", isReady: prismaClientIsReady, ensure: ensurePrismaClient },
  { need: "schema", isReady: adminSchemaIsReady, ensure: ensureAdminSchema },
];

/**
 * Makes ready what a command needs, doing nothing (in a few milliseconds) where it already is.
 * KINDLING_SKIP_SET_UP=1 leaves it out, for a deployment whose image is built in steps of its own.
 * @param {import("../commands.mjs").Need[]} needs
 */
export async function setUp(needs) {
  if (process.env["KINDLING_SKIP_SET_UP"] === "1") return;
  if (Number(process.versions.node.split(".")[0]) < OLDEST_NODE_MAJOR) {
    throw new Error(`Node ${OLDEST_NODE_MAJOR} or newer is needed; this is ${process.version}`);
  }
  const missing = () =>
    STEPS.filter((step) => needs.some((need) => need === step.need) && !step.isReady());
  if (missing().length === 0) return;
  await withLock(join(ROOT, ".kindling", "set-up.lock"), async () => {
    const startedAt = Date.now();
    // Asked again: whoever held the lock before may have done it all.
    const steps = missing();
    for (const step of steps) await step.ensure();
    if (steps.length > 0) say(`set up in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
  });
}
