// Prints the last line of the run: node count.mjs RESULTS PASSED_STEPS FAILED_STEP...
import { existsSync, readFileSync } from "node:fs";

const [results, passedSteps, ...failedSteps] = process.argv.slice(2);
const tests = existsSync(results)
  ? JSON.parse(readFileSync(results, "utf8"))
  : { numPassedTests: 0, numFailedTests: 0 };

// "tests" is counted test by test, unless it failed without a failing test (or without any result).
const steps = failedSteps.filter((name) => name !== "tests" || tests.numFailedTests === 0).length;
const testsPassed = !failedSteps.includes("tests");
const passed = tests.numPassedTests + Number(passedSteps) - (testsPassed ? 1 : 0);
const failed = tests.numFailedTests + steps;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
