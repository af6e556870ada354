// A process whose work never ends, to see that it ends all the same (stop-process.ts).
import { stopOnSignals } from "../../app/operations/stop-process.ts";

setInterval(() => undefined, 1000);
stopOnSignals({
  onBegin: () => undefined,
  drainSeconds: 0,
  limitSeconds: 0.2,
  stop: () => new Promise(() => undefined),
});
process.send?.({ ready: true });
