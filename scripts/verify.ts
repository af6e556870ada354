import { parseVerifyArguments, USAGE } from "./verify/arguments.ts";
import { verifySegments } from "./verify/segments/verify-segments.ts";

/** `npm run verify -- segments`: whether memberships are what an evaluator of its own says, at every instant. */
async function verify(): Promise<void> {
  const options = parseVerifyArguments(process.argv.slice(2));
  if (options === null) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const { lines, result } = await verifySegments(options, (text) => {
    process.stderr.write(`${text}\n`);
  });
  for (const line of lines) process.stdout.write(`${line}\n`);
  if (options.json) process.stdout.write(`${JSON.stringify(result)}\n`);
  if (result.differences > 0 || result.lateExits > 0) process.exitCode = 1;
}

try {
  await verify();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
