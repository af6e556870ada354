// Names what failed and prints the last line of the run: node count.mjs RESULTS PASSED_STEPS FAILED_STEP...
import { existsSync, readFileSync } from "node:fs";

const [results, passedSteps, ...failedSteps] = process.argv.slice(2);
const tests = existsSync(results)
  ? JSON.parse(readFileSync(results, "utf8"))
  : { numPassedTests: 0, numFailedTests: 0, testResults: [] };

// Named here once more: of a long output often the end alone is kept.
for (const file of tests.testResults) {
  const name = file.name.replace(`${process.cwd()}/`, "");
  const failed = file.assertionResults.filter(({ status }) => status === "failed");
  for (const test of failed) {
    const [reason = ""] = (test.failureMessages[0] ?? "").split("\n");
    console.log(`FAILED: ${name} > ${test.fullName}: ${reason.slice(0, 300)}`);
  }
  if (file.status === "failed" && failed.length === 0)
    console.log(`FAILED: ${name}: ${(file.message ?? "").slice(0, 300)}`);
}

// "tests" is counted test by test, unless it failed without a failing test (or without any result).
const steps = failedSteps.filter((name) => name !== "tests" || tests.numFailedTests === 0).length;
const testsPassed = !failedSteps.includes("tests");
const passed = tests.numPassedTests + Number(passedSteps) - (testsPassed ? 1 : 0);
const failed = tests.numFailedTests + steps;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
