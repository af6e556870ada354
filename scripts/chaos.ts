import { parseChaosArguments, USAGE } from "./chaos/arguments.ts";
import { describeCounts } from "./chaos/fault-counts.ts";
import { findOldRevision } from "./chaos/old-version/find-old-revision.ts";
import { prepareOldVersion } from "./chaos/old-version/prepare-old-version.ts";
import { runChaos } from "./chaos/run-chaos.ts";
import { say } from "./demo/say.ts";
import { ROOT } from "./postgres/migrate.ts";

/** `npm run chaos`: whether anything that was acknowledged is lost, counted twice or seen by others, whatever dies. */
async function chaos(): Promise<void> {
  const options = parseChaosArguments(process.argv.slice(2));
  if (options === null) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const { seed } = options;
  const result = await runChaos({
    seed,
    isOver: ({ seconds }) => seconds >= options.seconds,
    oldRoot: await takeOldVersion(options.old),
  });
  const { seconds, storms, kills, acknowledged, erased, reads, violations } = result;
  const { faults, broken } = result;
  process.stdout.write(
    `${storms} storms in ${seconds} s with seed ${seed}: ${kills} processes killed, ${acknowledged} requests ` +
      `acknowledged, ${erased} people erased, ${reads} pages read, ${violations.length} violations\n`,
  );
  for (const line of [...describeCounts(faults), ...violations])
    process.stdout.write(`  ${line}\n`);
  if (broken.length > 0) {
    process.stdout.write("The run is worth less than it says, for faults could not be injected:\n");
    for (const line of broken) process.stdout.write(`  ${line}\n`);
  }
  if (options.json) {
    const counts = { seconds, kills, acknowledged, erased, reads };
    const line = { ...counts, violations: violations.length, faults };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }
  process.exitCode = violations.length + broken.length > 0 ? 1 : 0;
}

/** @returns where the old version lies; null: there is none, and deploys are of one version */
async function takeOldVersion(asked: string | null): Promise<string | null> {
  const old = findOldRevision(ROOT, asked);
  if (old.outcome === "none") {
    say(`Deploys are from today's code to itself: ${old.why}`);
    return null;
  }
  const { revision, subject, why } = old;
  say(`Deploys are from ${revision.slice(0, 12)} "${subject}" (${why}) to today's code, and back`);
  return prepareOldVersion({ root: ROOT, revision });
}

try {
  await chaos();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
// What hangs on a server that was killed would keep the process alive.
process.exit();
