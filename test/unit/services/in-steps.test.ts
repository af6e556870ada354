import { expect, test } from "vitest";
import { inSteps } from "../../../app/services/in-steps.ts";

test("all items come in their order, and others go on before each step", async () => {
  const seen: (number | "others")[] = [];
  let isOver = false;
  const others = (): void => {
    if (isOver) return;
    seen.push("others");
    setImmediate(others);
  };
  setImmediate(others);
  for await (const item of inSteps([1, 2, 3, 4, 5], 2)) seen.push(item);
  isOver = true;
  expect(seen).toEqual(["others", 1, 2, "others", 3, 4, "others", 5]);
  for await (const item of inSteps([], 2)) expect.unreachable(String(item));
});
