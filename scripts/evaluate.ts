import { parseEvaluateArguments, USAGE } from "./evaluate/arguments.ts";
import { evaluateFile } from "./evaluate/evaluate-file.ts";

/** `npm run evaluate`: what the app's predictions are worth on a history. Needs no database. */
async function evaluate(): Promise<void> {
  const options = parseEvaluateArguments(process.argv.slice(2));
  if (options === null) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const report = await evaluateFile(options, (text) => process.stderr.write(`${text}\n`));
  for (const line of report.lines) process.stdout.write(`${line}\n`);
  if (options.json) process.stdout.write(`${JSON.stringify(report.result)}\n`);
}

try {
  await evaluate();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
