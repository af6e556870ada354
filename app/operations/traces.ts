import { AsyncLocalStorage } from "node:async_hooks";

/** A statement of the database in a trace: its name, never its text or parameters. Instants in epoch milliseconds. */
export interface TracedStatement {
  name: string;
  startedAt: number;
  endedAt: number;
  isFailed: boolean;
}

/** One request, round or job that is over. */
export interface FinishedTrace {
  name: string;
  kind: "request" | "work";
  /** As it came with the request (W3C Trace Context); null: none did. */
  traceparent: string | null;
  startedAt: number;
  endedAt: number;
  isFailed: boolean;
  /** Names of our own code, numbers and ids; never content. */
  attributes: Readonly<Record<string, string | number>>;
  statements: readonly TracedStatement[];
  /** Statements beyond those that are kept. */
  leftOut: number;
}

/** Where traces go. */
export interface TraceSink {
  tell(trace: FinishedTrace): void;
  /** Sends what waits. */
  stop(): Promise<void>;
}

export interface OpenTrace {
  /** Does work whose statements belong to this trace. */
  run<T>(work: () => T): T;
  end(told: Pick<FinishedTrace, "name" | "isFailed" | "attributes">): void;
}

/** A round may run thousands of statements; a trace of more is read by nobody. */
const MOST_STATEMENTS = 200;

interface Running {
  statements: TracedStatement[];
  leftOut: number;
  isOver: boolean;
}

interface Tracing {
  sink: TraceSink | null;
  running: AsyncLocalStorage<Running>;
}

const TRACING = Symbol.for("kindling.tracing");
const shared = globalThis as { [TRACING]?: Tracing };
/** One for the server's own modules and the bundled routes alike. */
const tracing = (shared[TRACING] ??= { sink: null, running: new AsyncLocalStorage() });

/** Real time, also where the process's clock is another one: collectors drop spans of other years. */
const realTime = (): number => performance.timeOrigin + performance.now();

/** From now on traces are kept and told. Until then they cost nothing. */
export function setTraceSink(sink: TraceSink | null): void {
  tracing.sink = sink;
}

/** Begins a trace; null where nobody wants any. */
export function openTrace(begun: Pick<FinishedTrace, "kind" | "traceparent">): OpenTrace | null {
  const { sink } = tracing;
  if (sink === null) return null;
  const startedAt = realTime();
  const running: Running = { statements: [], leftOut: 0, isOver: false };
  return {
    run: (work) => tracing.running.run(running, work),
    end(told) {
      running.isOver = true;
      const { statements, leftOut } = running;
      sink.tell({ ...begun, ...told, startedAt, endedAt: realTime(), statements, leftOut });
    },
  };
}

/** Does work inside a trace, or outside of any where there is none. */
export function runInside<T>(trace: OpenTrace | null, work: () => T): T {
  return trace === null ? work() : trace.run(work);
}

/**
 * Notes that a statement begins in the trace around it.
 * @returns to be called at its end; null: no trace is open here
 */
export function openStatement(nameOf: () => string): ((isFailed: boolean) => void) | null {
  const running = tracing.running.getStore();
  if (running === undefined || running.isOver) return null;
  const startedAt = realTime();
  return (isFailed) => {
    // What was begun and not waited for may end later than its trace.
    if (running.isOver) return;
    const { statements } = running;
    if (statements.length === MOST_STATEMENTS) running.leftOut += 1;
    else statements.push({ name: nameOf(), startedAt, endedAt: realTime(), isFailed });
  };
}
