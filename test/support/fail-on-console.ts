import { afterEach, beforeEach, vi, type MockInstance } from "vitest";

type Method = "error" | "warn";

interface Watch {
  spy: MockInstance<Console[Method]>;
  expected: RegExp[];
}

const watches = new Map<Method, Watch>();

/**
 * Says that the running test makes console.error or console.warn print something that matches. Any other print
 * there fails the test, and so does the missing of this one.
 */
export function expectConsole(method: Method, pattern: RegExp): void {
  const watch = watches.get(method);
  if (watch === undefined) throw new Error("expectConsole is for the inside of a test");
  watch.expected.push(pattern);
}

beforeEach(() => {
  for (const method of ["error", "warn"] as const) {
    watches.set(method, {
      spy: vi.spyOn(console, method).mockImplementation(() => {}),
      expected: [],
    });
  }
});

afterEach(() => {
  const problems: string[] = [];
  for (const [method, { spy, expected }] of watches) {
    const printed = spy.mock.calls.map((args) => args.map(String).join(" "));
    spy.mockRestore();
    for (const text of printed) {
      if (!expected.some((pattern) => pattern.test(text)))
        problems.push(`console.${method}: ${text}`);
    }
    for (const pattern of expected) {
      if (!printed.some((text) => pattern.test(text)))
        problems.push(`console.${method} never said ${pattern}`);
    }
  }
  watches.clear();
  if (problems.length > 0) throw new Error(`unexpected console output\n${problems.join("\n")}`);
});
