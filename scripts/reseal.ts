import { parseArgs } from "node:util";
import { createPool } from "../app/db/pool.server.ts";
import { parseSealKeys } from "../app/env.server.ts";
import { resealSecrets } from "../app/services/reseal-secrets.ts";

// npm run reseal: after a new key was put first into SEAL_KEYS, seals with it what older keys had sealed. It runs as the
// database's own user, beside the processes, and may be repeated. Ends with 1 where something cannot be opened.

parseArgs({ options: {} });
const { DATABASE_URL, SEAL_KEYS } = process.env;
if (!DATABASE_URL) throw new Error("Set DATABASE_URL to the database whose secrets are sealed");
const pool = createPool({ connectionString: DATABASE_URL, max: 1 });
const counts = await resealSecrets({ db: pool, sealKeys: parseSealKeys(SEAL_KEYS) });
await pool.end();
let lost = 0;
for (const [name, count] of Object.entries(counts)) {
  console.log(
    `${name}: ${count.resealed} sealed anew, ${count.current} as they should be, ${count.lost} that no key opens`,
  );
  lost += count.lost;
}
process.exitCode = lost === 0 ? 0 : 1;
