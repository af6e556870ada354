// Runs the demo on a history, as the README does, and checks the line it ends with:
// node check-demo.mjs FILE '{"customers":5,"orders":12}'
import { spawnSync } from "node:child_process";

const [file = "", expectation = "{}"] = process.argv.slice(2);
const run = spawnSync(
  "npm",
  ["run", "--silent", "demo", "--", "--orders", file, "--once", "--json"],
  {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    maxBuffer: 1 << 28,
  },
);
const last = run.stdout.trimEnd().split("\n").at(-1) ?? "";
console.log(last);

const problems = run.status === 0 ? [] : [`the demo ended with ${run.signal ?? run.status}`];
try {
  const summary = JSON.parse(last);
  for (const [name, value] of Object.entries({ ...JSON.parse(expectation), mismatches: 0 })) {
    if (summary[name] !== value) problems.push(`${name} is ${summary[name]}, not ${value}`);
  }
  if (!(summary.tagsWritten > 0)) problems.push("no tag was written");
} catch {
  problems.push("the last line of standard output is no JSON object");
}
for (const problem of problems) console.error(`demo: ${problem}`);
process.exitCode = problems.length > 0 ? 1 : 0;
