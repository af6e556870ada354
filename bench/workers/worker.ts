import { createPool } from "../../app/db/pool.server.ts";
import { startLoop } from "../../app/jobs/loop.ts";
import { ingestRound, scoreRound } from "../../app/services/rounds.ts";

/** The worker's loops that bring an event to its memberships, in a process of their own, by the clock of the bench. */
const [url = "", ahead = "0"] = process.argv.slice(2);
const options = {
  pool: createPool({ connectionString: url, max: 6 }),
  clock: () => Date.now() + Number(ahead),
  onFailure: ({ reason }: { reason: string }) => {
    process.stderr.write(`A shop's work failed: ${reason}\n`);
    process.exit(1);
  },
};
const onEnd = (): void => undefined;
startLoop({ name: "ingest", round: ingestRound(options), onEnd });
startLoop({ name: "score", round: scoreRound(options), onEnd });
/** Asked for what was taken so far, whatever the question is. */
process.on("message", () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  process.send?.({ maxRssKilobytes: maxRSS, cpuMicroseconds: userCPUTime + systemCPUTime });
});
process.on("disconnect", () => process.exit(0));
