import { parseDemoArguments } from "./demo/arguments.ts";
import { runHistory } from "./demo/run-history.ts";
import { runSimulated } from "./demo/run-simulated.ts";
import { say } from "./demo/say.ts";

try {
  const options = parseDemoArguments(process.argv.slice(2));
  if (options.orders === null) await runSimulated(options);
  else await runHistory({ ...options, orders: options.orders });
  process.exit(0);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
