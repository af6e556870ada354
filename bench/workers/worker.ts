import { createPool } from "../../app/db/pool.server.ts";
import { startLoop } from "../../app/jobs/loop.ts";
import { peakBytes } from "../../app/operations/peak-bytes.ts";
import { rfmHistoryRound } from "../../app/services/rfm-history-round.ts";
import { ingestRound } from "../../app/services/ingest-round.ts";
import type { Round } from "../../app/services/round.ts";
import { scoreRound } from "../../app/services/score-round.ts";
import type { Told, Used } from "./start-workers.ts";

/**
 * The worker's loops that bring an event to its memberships, and the one that reads all orders of the shop at each midnight, in
 * a process of their own, by the clock of the bench.
 */
const [url = ""] = process.argv.slice(2);
let told: Told = { ahead: 0, isResting: true };
let profilesScored = 0;
const options = {
  pool: createPool({ connectionString: url, max: 6 }),
  clock: () => Date.now() + told.ahead,
  onFailure: ({ reason }: { reason: string }) => {
    process.stderr.write(`A shop's work failed: ${reason}\n`);
    process.exit(1);
  },
};
const unlessResting =
  (round: Round): Round =>
  () =>
    told.isResting ? Promise.resolve("idle") : round();
const onEnd = (): void => undefined;
startLoop({ name: "ingest", round: unlessResting(ingestRound(options)), onEnd });
startLoop({
  name: "score",
  round: unlessResting(scoreRound({ ...options, onWorked: (count) => (profilesScored += count) })),
  onEnd,
});
startLoop({ name: "history", round: unlessResting(rfmHistoryRound(options)), onEnd });
/** Told how to go on, and answers with what was taken so far. */
process.on("message", (message: Told) => {
  told = message;
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  const cpuMicroseconds = userCPUTime + systemCPUTime;
  const used: Used = { peakBytes: peakBytes(), cpuMicroseconds, profilesScored };
  process.send?.(used);
});
process.on("disconnect", () => process.exit(0));
