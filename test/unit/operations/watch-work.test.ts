import { expect, test } from "vitest";
import { logger, withLogFields } from "../../../app/logger.server.ts";
import { watchJob, watchRound } from "../../../app/operations/watch-work.ts";

/** The fields that a line written now would carry. */
function fieldsNow(): unknown {
  const bindings = Object.getOwnPropertySymbols(logger).find(
    (key) => String(key) === "Symbol(pino.mixin)",
  );
  if (bindings === undefined) throw new Error("pino keeps its mixin elsewhere now");
  return (logger as unknown as Record<symbol, () => unknown>)[bindings]?.();
}

test("every line of a round carries its loop and its own id, and none after it does", async () => {
  const seen: unknown[] = [];
  const ends: unknown[] = [];
  const round = () =>
    watchRound({ loop: "ingest", onEnd: ({ outcome }) => ends.push(outcome) }, async () => {
      await Promise.resolve();
      seen.push(fieldsNow());
      return "worked";
    });
  await Promise.all([round(), round()]);
  expect(seen).toEqual([
    { loop: "ingest", round: expect.stringMatching(/^[0-9a-f]{8}-\d+$/) },
    { loop: "ingest", round: expect.stringMatching(/^[0-9a-f]{8}-\d+$/) },
  ]);
  expect(new Set(seen.map((fields) => JSON.stringify(fields))).size).toBe(2);
  expect(ends).toEqual(["worked", "worked"]);
  expect(fieldsNow()).toEqual({});
});

test("fields add up on the way in", () => {
  withLogFields({ requestId: "a" }, () =>
    withLogFields({ shopId: 1 }, () => expect(fieldsNow()).toEqual({ requestId: "a", shopId: 1 })),
  );
});

test("a job that throws is counted as failed, and throws still", async () => {
  const ends: unknown[] = [];
  const options = { job: "redact", jobId: "j1", onEnd: (told: unknown) => ends.push(told) };
  const failing = watchJob(options, () => Promise.reject(new Error("no")));
  await expect(failing).rejects.toThrow("no");
  await watchJob(options, () => Promise.resolve());
  expect(ends).toEqual([
    { job: "redact", outcome: "failed" },
    { job: "redact", outcome: "done" },
  ]);
});
