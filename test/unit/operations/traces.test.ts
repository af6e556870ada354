import { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type pg from "pg";
import {
  openStatement,
  openTrace,
  runInside,
  setTraceSink,
  type FinishedTrace,
} from "../../../app/operations/traces.ts";
import { watchStatements } from "../../../app/operations/watch-statements.ts";
import { listSources, ROOT } from "../../support/source-files.ts";

let told: FinishedTrace[] = [];
beforeEach(() => {
  told = [];
  setTraceSink({ tell: (trace) => told.push(trace), stop: () => Promise.resolve() });
});
afterEach(() => setTraceSink(null));

const begun = { kind: "work", traceparent: null } as const;
const ending = { name: "round ingest", isFailed: false, attributes: { "kindling.loop": "ingest" } };

test("while nobody wants traces none are opened, and statements are not noted", () => {
  setTraceSink(null);
  expect(openTrace(begun)).toBeNull();
  expect(openStatement(() => "SELECT shop")).toBeNull();
});

test("statements belong to the trace around them, however deep and whatever runs beside it", async () => {
  const work = async (name: string) => {
    await Promise.resolve();
    openStatement(() => name)?.(false);
    await new Promise((resolve) => setTimeout(resolve, 1));
    openStatement(() => name)?.(true);
  };
  const traces = ["SELECT shop", "UPDATE profile"].map((name) => ({
    name,
    trace: openTrace(begun),
  }));
  await Promise.all(traces.map(({ name, trace }) => runInside(trace, () => work(name))));
  for (const { name, trace } of traces) trace?.end({ ...ending, name });
  expect(told.map(({ name, statements }) => [name, statements.map((each) => each.name)])).toEqual([
    ["SELECT shop", ["SELECT shop", "SELECT shop"]],
    ["UPDATE profile", ["UPDATE profile", "UPDATE profile"]],
  ]);
  expect(told[0]?.statements.map(({ isFailed }) => isFailed)).toEqual([false, true]);
});

test("a trace keeps 200 statements and says how many it left out; what ends later is not its own", () => {
  const trace = openTrace(begun);
  trace?.run(() => {
    for (let at = 0; at < 205; at += 1) openStatement(() => "SELECT shop")?.(false);
    const late = openStatement(() => "SELECT late");
    trace.end(ending);
    late?.(false);
  });
  expect(told[0]).toMatchObject({ leftOut: 5 });
  expect(told[0]?.statements).toHaveLength(200);
});

test("a pool's statements are noted once, by name, with those that fail", async () => {
  const pool = fakePool();
  watchStatements(pool);
  const trace = openTrace(begun);
  await trace?.run(async () => {
    await pool.query("SELECT email FROM customer WHERE email = 'a@example.com'");
    const client = await pool.connect();
    await client.query({ name: "x", text: "INSERT INTO fact (shop_id) VALUES ($1)" }, [1]);
    await expect(client.query("UPDATE broken SET a = $1", [2])).rejects.toThrow("broken");
  });
  trace?.end(ending);
  expect(told[0]?.statements.map(({ name, isFailed }) => [name, isFailed])).toEqual([
    ["SELECT customer", false],
    ["INSERT fact", false],
    ["UPDATE broken", true],
  ]);
  expect(JSON.stringify(told)).not.toContain("example.com");
});

/** What of pg's pool is used: a statement of the pool's own goes by a callback to a connection, as pg does it. */
function fakePool(): pg.Pool {
  const client = Object.assign(new EventEmitter(), {
    query(asked: string | { text: string }, ...rest: unknown[]): unknown {
      const text = typeof asked === "string" ? asked : asked.text;
      const callback = rest.at(-1);
      if (typeof callback === "function") return callback(null, { rows: [] });
      return text.includes("broken")
        ? Promise.reject(new Error("broken"))
        : Promise.resolve({ rows: [] });
    },
  });
  const pool = {
    connect(callback?: (error: null, found: unknown) => void): unknown {
      return callback === undefined ? Promise.resolve(client) : callback(null, client);
    },
    query(text: string): Promise<unknown> {
      return new Promise((resolve) => {
        this.connect((_error, found) => {
          (found as typeof client).query(text, (_failure: null, result: unknown) =>
            resolve(result),
          );
        });
      });
    },
  };
  return pool as unknown as pg.Pool;
}

test("one file alone loads OpenTelemetry's packages, and it is loaded when traces are wanted", () => {
  const sources = listSources("app").map((file) => ({
    file,
    text: readFileSync(join(ROOT, file), "utf8"),
  }));
  const loading = sources.filter(({ text }) => text.includes('from "@opentelemetry'));
  expect(loading.map(({ file }) => file)).toEqual(["app/operations/otlp-sink.ts"]);
  const naming = sources.filter(({ text }) => text.includes("/otlp-sink.ts"));
  expect(naming.map(({ file }) => file)).toEqual(["app/operations/start-traces.ts"]);
  expect(naming[0]?.text).toContain('await import("./otlp-sink.ts")');
});
