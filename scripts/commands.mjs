/**
 * The documented commands: what each runs on the pinned Node, and what set-up makes ready first.
 *
 * `packages` node_modules as the lock file says, with the pinned Node and PostgreSQL's binaries
 * `client`   the generated Prisma client
 * `schema`   Shopify's published Admin schema, which the dev store executes
 *
 * @typedef {"packages" | "client" | "schema"} Need
 * @typedef {{ run: string[], needs: Need[] }} Command
 */

/** @type {Need[]} */
const EVERYTHING = ["packages", "client", "schema"];

/** @type {Record<string, Command>} */
export const COMMANDS = {
  demo: { run: ["scripts/demo.ts"], needs: EVERYTHING },
  dev: {
    run: ["node_modules/@remix-run/dev/dist/cli.js", "vite:dev"],
    needs: ["packages", "client"],
  },
  test: { run: ["node_modules/vitest/vitest.mjs", "run"], needs: EVERYTHING },
  lint: { run: ["node_modules/eslint/bin/eslint.js", "."], needs: ["packages", "client"] },
  typecheck: {
    run: ["node_modules/typescript/bin/tsc", "-p", "."],
    needs: ["packages", "client", "schema"],
  },
  format: {
    run: ["node_modules/prettier/bin/prettier.cjs", "--write", "."],
    needs: ["packages"],
  },
  "format:check": {
    run: ["node_modules/prettier/bin/prettier.cjs", "--check", "."],
    needs: ["packages"],
  },
  build: { run: ["scripts/build/build.ts"], needs: ["packages", "client"] },
  bench: { run: ["bench/run.ts"], needs: EVERYTHING },
  verify: { run: ["scripts/verify.ts"], needs: ["packages", "client"] },
  chaos: { run: ["scripts/chaos.ts"], needs: EVERYTHING },
  evaluate: { run: ["scripts/evaluate.ts"], needs: ["packages"] },
  reseal: { run: ["scripts/reseal.ts"], needs: ["packages", "client"] },
  "after-restore": { run: ["scripts/after-restore.ts"], needs: ["packages", "client"] },
  start: { run: ["app/server.ts"], needs: ["packages", "client"] },
  worker: { run: ["app/jobs/worker.ts"], needs: ["packages", "client"] },
  prisma: { run: ["scripts/postgres/prisma.ts"], needs: ["packages", "client"] },
};
