// Asks the registry for known faults in what runs in production, and tells of them. With AUDIT_STRICT=1 it fails where one is
// high or critical, as before a release. Otherwise it passes: what is found out about a package is no fault of the change, and
// would turn every run red at once. Nor is a registry that does not answer such questions, or none that can be reached.
import { execFile } from "node:child_process";

const SECONDS = 60;

execFile(
  "npm",
  ["audit", "--json", "--omit=dev"],
  { timeout: SECONDS * 1000, maxBuffer: 64 * 1024 * 1024 },
  // npm ends with 1 for faults as for a registry that does not answer: what it printed tells them apart.
  (_error, output) => {
    const counts = readCounts(output);
    if (counts === undefined) {
      console.log("The registry does not answer audits: skipped");
      return;
    }
    const { moderate = 0, high = 0, critical = 0 } = counts;
    console.log(`Known faults: ${critical} critical, ${high} high, ${moderate} moderate`);
    if (high + critical > 0) {
      console.log(output);
      console.log(
        `!!! ${high + critical} KNOWN FAULTS ABOVE ARE HIGH OR CRITICAL: UPDATE THE PACKAGES !!!`,
      );
      if (process.env["AUDIT_STRICT"] === "1") process.exitCode = 1;
    }
  },
);

function readCounts(output) {
  try {
    return JSON.parse(output).metadata?.vulnerabilities;
  } catch {
    return undefined;
  }
}
