import { parseArgs } from "node:util";
import { createPool } from "../app/db/pool.server.ts";
import { distrustWritten } from "../app/services/distrust-written.ts";

// npm run after-restore: when the database was restored from a backup, and before a worker runs on it. What the database says
// of Shopify is older than what stands there: tags are read before they are written, and metafields are written anew, in all
// shops. What is told to Klaviyo from now on is numbered beyond what was told since. It runs as the database's own user and may be repeated.

parseArgs({ options: {} });
const { DATABASE_URL } = process.env;
if (!DATABASE_URL) throw new Error("Set DATABASE_URL to the database that was restored");
const pool = createPool({ connectionString: DATABASE_URL, max: 1 });
const { shops, tags, metafields } = await distrustWritten({ db: pool, now: Date.now() });
await pool.end();
console.log(
  `${shops} shops: the tags of ${tags} customers are to be read, the metafields of ${metafields} to be written`,
);
