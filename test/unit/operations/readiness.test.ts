import { expect, test, vi } from "vitest";
import { createReadiness } from "../../../app/operations/readiness.ts";

const known = ["1_start", "2_more"];
const ping = () => Promise.resolve();

test("a process is ready where the database has the migrations of its code, and others", async () => {
  const listApplied = () => Promise.resolve([...known, "3_of_the_next_version"]);
  const readiness = createReadiness({ known, listApplied, ping });
  expect(await readiness.check()).toEqual({ outcome: "ready" });
});

test("it is not before they are there, says which are missing, and asks until they are", async () => {
  const applied = ["1_start"];
  const readiness = createReadiness({ known, listApplied: () => Promise.resolve(applied), ping });
  expect(await readiness.check()).toEqual({ outcome: "migrations-missing", missing: ["2_more"] });
  applied.push("2_more");
  expect(await readiness.check()).toEqual({ outcome: "ready" });
});

test("it is not while the database is away, and is again when it is back", async () => {
  let isAway = false;
  const ask = async () => {
    if (isAway) throw new Error("connect ECONNREFUSED");
    return known;
  };
  const readiness = createReadiness({ known, listApplied: ask, ping: ask });
  expect(await readiness.check()).toEqual({ outcome: "ready" });
  isAway = true;
  expect(await readiness.check()).toEqual({ outcome: "no-database" });
  isAway = false;
  expect(await readiness.check()).toEqual({ outcome: "ready" });
});

test("a database that does not answer is as one that is away", async () => {
  vi.useFakeTimers();
  try {
    const never = () => new Promise<string[]>(() => undefined);
    const asked = createReadiness({ known, listApplied: never, ping }).check();
    await vi.advanceTimersByTimeAsync(2000);
    expect(await asked).toEqual({ outcome: "no-database" });
  } finally {
    vi.useRealTimers();
  }
});

test("a process that takes its leave is not ready, also where it was asked before", async () => {
  let answer: (names: string[]) => void = () => undefined;
  const listApplied = () => new Promise<string[]>((resolve) => (answer = resolve));
  const readiness = createReadiness({ known, listApplied, ping });
  const asked = readiness.check();
  readiness.stop();
  answer(known);
  expect(await asked).toEqual({ outcome: "stopping" });
  expect(await readiness.check()).toEqual({ outcome: "stopping" });
});
