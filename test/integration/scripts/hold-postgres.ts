// A process of its own for start-postgres.test.ts: starts a server, says so, and stays until it is ended.
import { startPostgres } from "../../../scripts/postgres/start-postgres.ts";

const [dataDir = ""] = process.argv.slice(2);
const postgres = await startPostgres({ dataDir, database: "kept", isDurable: false });
process.stdout.write(`${JSON.stringify({ url: postgres.url, pid: postgres.pid })}\n`);
setInterval(() => {}, 1000);
