import { parseChaosArguments, USAGE } from "./chaos/arguments.ts";
import { runChaos } from "./chaos/run-chaos.ts";

/** `npm run chaos`: whether anything that was acknowledged is lost, counted twice or seen by others, whatever dies. */
async function chaos(): Promise<void> {
  const options = parseChaosArguments(process.argv.slice(2));
  if (options === null) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const { seed } = options;
  const result = await runChaos({ seed, isOver: ({ seconds }) => seconds >= options.seconds });
  const { seconds, storms, kills, acknowledged, violations } = result;
  process.stdout.write(
    `${storms} storms in ${seconds} s with seed ${seed}: ${kills} processes killed, ${acknowledged} requests ` +
      `acknowledged, ${violations.length} violations\n`,
  );
  for (const violation of violations) process.stdout.write(`  ${violation}\n`);
  if (options.json) {
    const line = { seconds, kills, acknowledged, violations: violations.length };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }
  process.exitCode = violations.length > 0 ? 1 : 0;
}

try {
  await chaos();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
// What hangs on a server that was killed would keep the process alive.
process.exit();
