import { parseDemoArguments } from "./demo/arguments.ts";
import { runHistory } from "./demo/run-history.ts";
import { runSimulated } from "./demo/run-simulated.ts";
import { say } from "./demo/say.ts";
import { listenForStop, Stopped } from "./demo/stop.ts";

const stop = listenForStop();
let isStopAnEnd = true;
try {
  const options = parseDemoArguments(process.argv.slice(2));
  // A replay that was to report its result has not done what it was asked for.
  isStopAnEnd = !options.once;
  if (options.orders === null) await runSimulated(options, stop);
  else await runHistory({ ...options, orders: options.orders }, stop);
  process.exit(0);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exit(error instanceof Stopped && isStopAnEnd ? 0 : 1);
}
