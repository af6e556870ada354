import { existsSync } from "node:fs";
import { join } from "node:path";
import { findPinnedNode } from "./pinned-node.mjs";
import { npmCommand, ROOT, runProgram, say } from "./process.mjs";
import { hashFiles, isCurrent, writeStamp } from "./stamp.mjs";

const FETCHER = join(ROOT, "dev-store", "fetch-schema.ts");
/** In the folder of what is fetched, so that it goes when that goes. */
const STAMP = join(ROOT, ".kindling", "shopify", "fetched");

export function adminSchemaIsReady() {
  return !existsSync(FETCHER) || isCurrent(STAMP, hashFiles([FETCHER]));
}

/** Has the dev store fetch Shopify's published Admin schema, again when the fetcher (and so the version) changed. */
export async function ensureAdminSchema() {
  if (adminSchemaIsReady()) return;
  say("fetching Shopify's Admin schema from the npm registry");
  const hash = hashFiles([FETCHER]);
  await runProgram(findPinnedNode(), ["--disable-warning=ExperimentalWarning", FETCHER], {
    env: npmCommand().env,
    quiet: true,
  });
  writeStamp(STAMP, hash);
}
