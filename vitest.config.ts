import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/support/longest-first.ts";

const setupFiles = ["test/support/fail-on-console.ts"];
const propertySeed = "test/support/property-seed.ts";
/** The server is started once for all projects that name this file, by the first that runs. */
const globalSetup = ["test/support/postgres-server.ts"];
const execArgv = ["--disable-warning=ExperimentalWarning"];
/**
 * What crosses processes and browsers is tried twice where nobody watches: a machine that others share can be slow enough
 * for any time limit. A test that needed the second try is marked in the report.
 */
const retry = process.env["CI"] === undefined ? 0 : 1;
/**
 * So long is polled for what other processes do. Vitest's own second is too short for them on a busy machine, and where the test
 * has changed something before, a second try does not help.
 */
const poll = { timeout: 15_000 };

export default defineConfig({
  test: {
    // Two cores: more workers only take each other's time.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    watch: false,
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/unit/**/*.test.{ts,tsx}"],
          setupFiles: [...setupFiles, propertySeed],
          execArgv,
          // These tests change nothing outside themselves, so a process serves one file after the other: a
          // third less work.
          isolate: false,
          // A fit of a few hundred customers takes seconds, and four times as many on a busy machine.
          testTimeout: 90_000,
        },
      },
      {
        test: {
          name: "architecture",
          include: ["test/architecture/**/*.test.ts"],
          exclude: ["test/architecture/**/*.db.test.ts"],
          setupFiles,
          execArgv,
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: "integration",
          include: ["test/integration/**/*.test.{ts,tsx}", "test/architecture/**/*.db.test.ts"],
          setupFiles,
          globalSetup,
          execArgv,
          retry,
          expect: { poll },
          testTimeout: 30_000,
          // Where an installation's webhook fails, the next try is a minute later.
          hookTimeout: 180_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          setupFiles,
          globalSetup,
          execArgv,
          retry,
          expect: { poll },
          testTimeout: 120_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
